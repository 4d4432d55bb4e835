<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerPanel</name>
    <message>
        <source>{count} of 784 pixels have ink</source>
        <translation>784 个像素中有 {count} 个有笔迹</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>请写一个数字</translation>
    </message>
    <message>
        <source>Not sure this is a digit</source>
        <translation>不确定这是不是数字</translation>
    </message>
    <message>
        <source>Digit that was read</source>
        <translation>识别出的数字</translation>
    </message>
    <message>
        <source>Number that was read</source>
        <translation>识别出的数</translation>
    </message>
    <message>
        <source>How sure it is</source>
        <translation>把握有多大</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的图像</translation>
    </message>
    <message>
        <source>What the model sees: 28×28 pixels</source>
        <translation>模型看到的图像：28×28 像素</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>{count} of {total} images of a {label} were read as {digit}</source>
        <translation>{total} 张数字 {label} 的图像中有 {count} 张被读作 {digit}</translation>
    </message>
</context>
<context>
    <name>CurveView</name>
    <message>
        <source>Step {step}: training {training}, validation {validation}</source>
        <translation>第 {step} 步：训练 {training}，验证 {validation}</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批次</translation>
    </message>
</context>
<context>
    <name>DrawingCanvas</name>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
</context>
<context>
    <name>DrawingFiles</name>
    <message>
        <source>Open a picture or drawing</source>
        <translation>打开图片或画作</translation>
    </message>
    <message>
        <source>Pictures and drawings ({patterns})</source>
        <translation>图片和画作 ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有文件 ({patterns})</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板上没有图片。</translation>
    </message>
    <message>
        <source>Save the drawing</source>
        <translation>保存画作</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Strokes (*.jsonl)</source>
        <translation>笔画 (*.jsonl)</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{milliseconds} ms</source>
        <translation>{milliseconds} 毫秒</translation>
    </message>
    <message>
        <source>The drawing could not be read: {reason}</source>
        <translation>无法识别这幅画：{reason}</translation>
    </message>
    <message>
        <source>There is nothing to save yet: draw a digit first.</source>
        <translation>还没有可保存的内容：请先写一个数字。</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Something went wrong ({reason}). The log has the details.</source>
        <translation>出了点问题（{reason}）。详情见日志。</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Draw a digit here with the mouse, or open a picture.</source>
        <translation>用鼠标在这里写一个数字，或打开一张图片。</translation>
    </message>
    <message>
        <source>A drawing of {count} strokes</source>
        <translation>画作，笔画数：{count}</translation>
    </message>
    <message>
        <source>A picture, and {count} strokes over it</source>
        <translation>图片，上面的笔画数：{count}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>How long the last answer took, from ink to probabilities</source>
        <translation>上一次识别用时：从笔迹到概率</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>ModelChooser</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Which model reads the drawing</source>
        <translation>由哪个模型来识别</translation>
    </message>
    <message>
        <source>Own classifier</source>
        <translation>自带分类器</translation>
    </message>
</context>
<context>
    <name>ModelFiles</name>
    <message>
        <source>Save the model</source>
        <translation>保存模型</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Keras (*.keras)</source>
        <translation>Keras (*.keras)</translation>
    </message>
    <message>
        <source>LiteRT (*.tflite)</source>
        <translation>LiteRT (*.tflite)</translation>
    </message>
    <message>
        <source>There is a model of this name already.</source>
        <translation>已经有同名的模型。</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>A whole number, {bounds}</source>
        <translation>整数，{bounds}</translation>
    </message>
    <message>
        <source>A number, {bounds}</source>
        <translation>数，{bounds}</translation>
    </message>
</context>
<context>
    <name>PixelView</name>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>第 {row} 行，第 {column} 列：{value}</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} 张图片</translation>
    </message>
</context>
<context>
    <name>ProbabilityBar</name>
    <message>
        <source>Probability of {digit}</source>
        <translation>数字 {digit} 的概率</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>What the first layer looks for</source>
        <translation>第一层寻找的图案</translation>
    </message>
    <message>
        <source>Choose a recipe and press Start: the curves and the pictures of the weights grow here.</source>
        <translation>选择配方并按“开始”：曲线和权重图片会在这里生长。</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>against</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中立</translation>
    </message>
    <message>
        <source>for</source>
        <translation>支持</translation>
    </message>
</context>
<context>
    <name>TrainDialog</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the run now, and keep what was learnt</source>
        <translation>现在结束，并保留已学到的</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>TrainForm</name>
    <message>
        <source>Network: {layers}</source>
        <translation>网络：{layers}</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Named sets of training choices, each to be changed below</source>
        <translation>有名称的训练设置，每一项都可在下面修改</translation>
    </message>
    <message>
        <source>Data: MNIST</source>
        <translation>数据：MNIST</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Variations of each training image</source>
        <translation>每张训练图像的变化</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>How many images it learns from</source>
        <translation>从多少张图像中学习</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>How many images it never saw measure it: few flatter</source>
        <translation>用多少张没见过的图像来衡量：太少会显得过好</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many images it looks at before each step</source>
        <translation>每一步之前看多少张图像</translation>
    </message>
    <message>
        <source>Counted in</source>
        <translation>计数单位</translation>
    </message>
    <message>
        <source>An epoch is as many steps as go through all training images once</source>
        <translation>一轮就是把全部训练图像看一遍的步数</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How many steps or epochs the run takes</source>
        <translation>运行多少步或多少轮</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How a step follows from the gradient</source>
        <translation>如何由梯度得到一步</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far a step goes: too far, and it diverges</source>
        <translation>一步走多远：太远就会发散</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>No gradient is longer than that; 0 for no limit</source>
        <translation>梯度的长度不超过此值；0 表示不限</translation>
    </message>
    <message>
        <source>Dropout, %</source>
        <translation>随机失活，%</translation>
    </message>
    <message>
        <source>Share of the last hidden layer that is switched off at each step, against learning by heart</source>
        <translation>每一步关闭最后隐藏层的比例，防止死记硬背</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same run again</source>
        <translation>相同的种子得到相同的运行</translation>
    </message>
    <message>
        <source>Shift, pixels</source>
        <translation>平移，像素</translation>
    </message>
    <message>
        <source>Moved by up to that many of 28 pixels</source>
        <translation>最多平移这么多像素（共 28）</translation>
    </message>
    <message>
        <source>Turn, degrees</source>
        <translation>旋转，度</translation>
    </message>
    <message>
        <source>Turned by up to that angle</source>
        <translation>最多旋转这个角度</translation>
    </message>
    <message>
        <source>Zoom, %</source>
        <translation>缩放，%</translation>
    </message>
    <message>
        <source>Larger or smaller by up to that share</source>
        <translation>最多放大或缩小这个比例</translation>
    </message>
    <message>
        <source>Slant, %</source>
        <translation>倾斜，%</translation>
    </message>
    <message>
        <source>Slanted by up to that share of the height</source>
        <translation>最多倾斜高度的这个比例</translation>
    </message>
</context>
<context>
    <name>TrainResultView</name>
    <message>
        <source>In use: {model}</source>
        <translation>在用：{model}</translation>
    </message>
    <message>
        <source>On {count} test images; in brackets the 95 % interval, wider where there are few.</source>
        <translation>基于 {count} 张测试图像；括号内是 95 % 区间，图像越少越宽。</translation>
    </message>
    <message>
        <source>The loss became infinite: the logarithm of a probability that is 0. A smaller learning rate puts it off. The last finite weights were kept.</source>
        <translation>损失变为无穷大：对概率 0 取了对数。较小的学习率会推迟这种情况。保留了最后的有限权重。</translation>
    </message>
    <message>
        <source>The loss became infinite: the learning rate {rate} is too large. The last finite weights were kept.</source>
        <translation>损失变为无穷大：学习率 {rate} 太大。保留了最后的有限权重。</translation>
    </message>
    <message>
        <source>Stopped: this is what was learnt until then.</source>
        <translation>已停止：这是到那时为止学到的。</translation>
    </message>
    <message>
        <source>Done. The model in use stays until you use the new one.</source>
        <translation>完成。在您使用新模型之前，仍用原来的模型。</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>新模型</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Each row is a digit, each column what the new model read; a row adds up to 1.</source>
        <translation>每行是一个数字，每列是新模型的读数；每行之和为 1。</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用这个模型</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>TrainStatus</name>
    <message>
        <source>Step {step} of {steps} · {rate} images a second · {left} left</source>
        <translation>第 {step} 步，共 {steps} 步 · 每秒 {rate} 张 · 还剩 {left}</translation>
    </message>
    <message>
        <source>Paused at step {step} of {steps}</source>
        <translation>已暂停：第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Learnt for {time}, {rate} images a second</source>
        <translation>学习了 {time}，每秒 {rate} 张图像</translation>
    </message>
    <message>
        <source>The run failed, and the model in use stays: {reason}</source>
        <translation>运行失败，仍用原来的模型：{reason}</translation>
    </message>
    <message>
        <source>Not saved, but the new model is still here: {reason}</source>
        <translation>没有保存，但新模型还在：{reason}</translation>
    </message>
    <message>
        <source>The model in use goes on answering while another one is trained.</source>
        <translation>训练另一个模型时，在用的模型继续回答。</translation>
    </message>
    <message>
        <source>Some values cannot be used: what is wrong stands below them.</source>
        <translation>有些值不能用：错误写在它们下面。</translation>
    </message>
    <message>
        <source>Pauses before the first step</source>
        <translation>在第一步之前暂停</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Stopped before anything was learnt.</source>
        <translation>还没学到任何东西就停止了。</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Saved as {name}, and in use</source>
        <translation>已保存为 {name}，并已启用</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
</context>
<context>
    <name>WeightsTab</name>
    <message>
        <source>input channel {number}</source>
        <translation>输入通道 {number}</translation>
    </message>
    <message>
        <source>Template of the {digit}</source>
        <translation>数字 {digit} 的模板</translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation>单元 {number}</translation>
    </message>
    <message>
        <source>Kernel {number}</source>
        <translation>卷积核 {number}</translation>
    </message>
    <message>
        <source>One template a digit. Ink on red speaks for the digit, ink on blue against it; the digit whose template agrees most with the drawing wins.</source>
        <translation>每个数字一个模板。落在红色上的笔迹支持这个数字，落在蓝色上的反对它；与画作最相符的模板胜出。</translation>
    </message>
    <message>
        <source>What each of the 100 units of the first layer looks for: ink on red wakes it, ink on blue calms it.</source>
        <translation>第一层 100 个单元各自寻找的图案：落在红色上的笔迹使它兴奋，落在蓝色上的使它平静。</translation>
    </message>
    <message>
        <source>The kernels of the first layer: small patterns, edges and ends of lines, looked for everywhere in the picture.</source>
        <translation>第一层的卷积核：小图案，即线条的边缘和末端，在图像各处寻找。</translation>
    </message>
    <message>
        <source>The kernels of the second layer, for one channel of the first: they put small patterns together to larger ones.</source>
        <translation>第二层的卷积核（对应第一层的一个通道）：把小图案组合成较大的图案。</translation>
    </message>
    <message>
        <source>Templates, {side}×{side}</source>
        <translation>模板，{side}×{side}</translation>
    </message>
    <message>
        <source>First hidden layer, {side}×{side}</source>
        <translation>第一隐藏层，{side}×{side}</translation>
    </message>
    <message>
        <source>First layer, {side}×{side}</source>
        <translation>第一层，{side}×{side}</translation>
    </message>
    <message>
        <source>Second layer, {side}×{side}</source>
        <translation>第二层，{side}×{side}</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Input channel</source>
        <translation>输入通道</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>This model has no weights that can be shown as pictures.</source>
        <translation>这个模型没有能显示成图片的权重。</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清空(&amp;C)</translation>
    </message>
    <message>
        <source>Take everything off the canvas</source>
        <translation>清除画布上的全部内容</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>恢复刚才撤销的一步</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>橡皮(&amp;E)</translation>
    </message>
    <message>
        <source>Take single strokes away: touch them</source>
        <translation>擦除单个笔画：碰到即擦</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a picture or a saved drawing</source>
        <translation>打开图片或已保存的画作</translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>Put the picture on the clipboard on the canvas</source>
        <translation>把剪贴板上的图片放到画布上</translation>
    </message>
    <message>
        <source>&amp;Save drawing…</source>
        <translation>保存画作(&amp;S)…</translation>
    </message>
    <message>
        <source>Save as a picture, or as strokes to draw on later</source>
        <translation>保存为图片，或保存为以后可继续书写的笔画</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>训练(&amp;T)…</translation>
    </message>
    <message>
        <source>Train a model of your own, and compare it</source>
        <translation>训练自己的模型并比较</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Guide box</source>
        <translation>参考框(&amp;G)</translation>
    </message>
    <message>
        <source>Show the box that the model&apos;s own digits fill</source>
        <translation>显示训练数字所占的方框</translation>
    </message>
    <message>
        <source>&amp;Reasons</source>
        <translation>原因面板(&amp;R)</translation>
    </message>
    <message>
        <source>Show the tabs on the right</source>
        <translation>显示右侧的标签页</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>Fill the screen</source>
        <translation>占满整个屏幕</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Pen width</source>
        <translation>笔宽</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>{path}: there is no such file</source>
        <translation>{path}：没有这个文件</translation>
    </message>
    <message>
        <source>{path}: this is a folder, not a file</source>
        <translation>{path}：这是文件夹，不是文件</translation>
    </message>
    <message>
        <source>{path}: the file is empty</source>
        <translation>{path}：文件是空的</translation>
    </message>
    <message>
        <source>{path}: the file cannot be read ({reason})</source>
        <translation>{path}：无法读取文件（{reason}）</translation>
    </message>
    <message>
        <source>{path}: the file cannot be written ({reason})</source>
        <translation>{path}：无法写入文件（{reason}）</translation>
    </message>
    <message>
        <source>{path}: {megabytes} MB are too many for a picture (at most {limit})</source>
        <translation>{path}：{megabytes} MB 的图片太大（最多 {limit} MB）</translation>
    </message>
    <message>
        <source>{path}: not a picture that can be read (PNG, JPEG, BMP, WebP and TIFF can)</source>
        <translation>{path}：不是可读取的图片（支持 PNG、JPEG、BMP、WebP 和 TIFF）</translation>
    </message>
    <message>
        <source>{path}: the picture is damaged or cut short</source>
        <translation>{path}：图片已损坏或不完整</translation>
    </message>
    <message>
        <source>{path}: {width} × {height} pixels are too many (at most {limit} million)</source>
        <translation>{path}：{width} × {height} 像素太多（最多 {limit} 百万）</translation>
    </message>
    <message>
        <source>{path}: there is no such file or folder</source>
        <translation>{path}：没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>{path}: not a data set (npz, IDX, CSV, image folders or a stroke file)</source>
        <translation>{path}：不是数据集（npz、IDX、CSV、图片文件夹或笔画文件）</translation>
    </message>
    <message>
        <source>{path}: {reason}</source>
        <translation>{path}：内容有误（{reason}）</translation>
    </message>
    <message>
        <source>{path}: no digit is left to work with</source>
        <translation>{path}：没有可用的数字</translation>
    </message>
    <message>
        <source>{count} images are too few for this recipe, which keeps {kept} for choosing</source>
        <translation>{count} 张图片太少：这个配方要留出 {kept} 张用于选择</translation>
    </message>
    <message>
        <source>{path}: {option} needs pen strokes, and this data set has none</source>
        <translation>{path}：{option} 需要笔画数据，而这个数据集没有</translation>
    </message>
    <message>
        <source>MNIST was not found: put mnist.npz into the folder that DIGITPAD_DATA names</source>
        <translation>没有找到 MNIST：请把 mnist.npz 放进 DIGITPAD_DATA 所指的文件夹</translation>
    </message>
    <message>
        <source>no model has been loaded</source>
        <translation>还没有载入模型</translation>
    </message>
    <message>
        <source>there is no model called {name!r} (known: {known})</source>
        <translation>没有名为 {name!r} 的模型（现有：{known}）</translation>
    </message>
    <message>
        <source>{name!r} cannot be a model&apos;s name: at most 64 characters, no dot, space or ~ first, none of / \ : * ? &lt; &gt; |</source>
        <translation>{name!r} 不能用作模型名称：最多 64 个字符，开头不能是点、空格或 ~，不能含有 / \ : * ? &lt; &gt; |</translation>
    </message>
    <message>
        <source>the model {name!r} came with the program and is not overwritten: choose another name</source>
        <translation>模型 {name!r} 随程序附带，不会被覆盖：请换一个名称</translation>
    </message>
    <message>
        <source>the model {name!r} is damaged or not digitpad&apos;s: {reason}</source>
        <translation>模型 {name!r} 已损坏，或不是 digitpad 的模型：{reason}</translation>
    </message>
    <message>
        <source>there is no recipe called {name!r} (known: {known})</source>
        <translation>没有名为 {name!r} 的配方（现有：{known}）</translation>
    </message>
    <message>
        <source>{option}: {reason}</source>
        <translation>{option}：{reason}</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Something went wrong ({reason}). The log has the details.</source>
        <translation>出了点问题（{reason}）。详情见日志。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax 回归</translation>
    </message>
    <message>
        <source>Neural network</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>Convolutional network</source>
        <translation>卷积神经网络</translation>
    </message>
    <message>
        <source>Network for drawings</source>
        <translation>手写网络</translation>
    </message>
    <message>
        <source>Softmax, all images at each step</source>
        <translation>Softmax，每步用全部图像</translation>
    </message>
    <message>
        <source>Softmax, gradient descent</source>
        <translation>Softmax，梯度下降</translation>
    </message>
    <message>
        <source>Softmax, summed loss as first written</source>
        <translation>Softmax，最初写法的求和损失</translation>
    </message>
    <message>
        <source>Crash course, linear</source>
        <translation>速成课程，线性</translation>
    </message>
    <message>
        <source>Crash course, neural network</source>
        <translation>速成课程，神经网络</translation>
    </message>
    <message>
        <source>Deep MNIST, 5×5 kernels</source>
        <translation>深入 MNIST，5×5 卷积核</translation>
    </message>
    <message>
        <source>Deep MNIST, 3×3 kernels</source>
        <translation>深入 MNIST，3×3 卷积核</translation>
    </message>
    <message>
        <source>From TensorFlow&apos;s tutorial for beginners (2015).</source>
        <translation>来自 TensorFlow 初学者教程（2015）。</translation>
    </message>
    <message>
        <source>From TensorFlow&apos;s tutorial for experts (2015).</source>
        <translation>来自 TensorFlow 专家教程（2015）。</translation>
    </message>
    <message>
        <source>From Google&apos;s Machine Learning Crash Course (2018).</source>
        <translation>来自 Google 机器学习速成课程（2018）。</translation>
    </message>
    <message>
        <source>Published accuracy: {figure}</source>
        <translation>公布的准确率：{figure}</translation>
    </message>
    <message>
        <source>With smaller kernels, and quicker.</source>
        <translation>卷积核更小，更快。</translation>
    </message>
    <message>
        <source>How the shipped model was trained.</source>
        <translation>随附模型就是这样训练的。</translation>
    </message>
    <message>
        <source>Smaller and deeper; the shipped one learnt from people&apos;s pen strokes too.</source>
        <translation>更小更深；随附的模型还学习了人们的笔画。</translation>
    </message>
    <message>
        <source>The tutorial warns of it: the loss becomes infinite after a few steps.</source>
        <translation>教程对此有警告：几步之后损失变为无穷大。</translation>
    </message>
    <message>
        <source>pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>Loading TensorFlow…</source>
        <translation>正在载入 TensorFlow…</translation>
    </message>
    <message>
        <source>Preparing the first step…</source>
        <translation>正在准备第一步…</translation>
    </message>
    <message>
        <source>Measuring on the test images…</source>
        <translation>正在用测试图像衡量…</translation>
    </message>
    <message>
        <source>almost certainly</source>
        <translation>几乎可以肯定</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>probably</source>
        <translation>大概</translation>
    </message>
    <message>
        <source>perhaps</source>
        <translation>也许</translation>
    </message>
</context>
</TS>

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
        <source>Which model reads the drawing</source>
        <translation>由哪个模型来识别</translation>
    </message>
    <message>
        <source>How long the last answer took, from ink to probabilities</source>
        <translation>上一次识别用时：从笔迹到概率</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Own classifier</source>
        <translation>自带分类器</translation>
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
        <source>Templates, 28×28</source>
        <translation>模板，28×28</translation>
    </message>
    <message>
        <source>First hidden layer, 28×28</source>
        <translation>第一隐藏层，28×28</translation>
    </message>
    <message>
        <source>First layer, 5×5</source>
        <translation>第一层，5×5</translation>
    </message>
    <message>
        <source>Second layer, 5×5</source>
        <translation>第二层，5×5</translation>
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

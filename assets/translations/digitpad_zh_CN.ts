<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutWindow</name>
    <message>
        <source>About digitpad</source>
        <translation>关于 digitpad</translation>
    </message>
    <message>
        <source>Draw a digit, and see what a model makes of it and why.</source>
        <translation>写一个数字，看看模型把它读成什么，以及为什么。</translation>
    </message>
    <message>
        <source>MNIST, by Yann LeCun, Corinna Cortes and Christopher Burges (CC BY-SA 3.0)</source>
        <translation>MNIST，作者 Yann LeCun、Corinna Cortes 和 Christopher Burges（CC BY-SA 3.0）</translation>
    </message>
    <message>
        <source>Pen-Based Recognition of Handwritten Digits, by Ethem Alpaydin and Fevzi Alimoglu, UCI Machine Learning Repository (CC BY 4.0)</source>
        <translation>Pen-Based Recognition of Handwritten Digits，作者 Ethem Alpaydin 和 Fevzi Alimoglu，UCI 机器学习数据集库（CC BY 4.0）</translation>
    </message>
    <message>
        <source>The models learnt from digits that people wrote:</source>
        <translation>这些模型学习的是人们手写的数字：</translation>
    </message>
    <message>
        <source>digitpad itself is free software under the MIT licence.</source>
        <translation>digitpad 本身是自由软件，采用 MIT 许可证。</translation>
    </message>
</context>
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
        <source>{count} digits</source>
        <translation>{count} 个数字</translation>
    </message>
    <message>
        <source>{count} digits, not sure of each</source>
        <translation>{count} 个数字，有的不能确定</translation>
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
        <source>The bars are those of digit {place}.</source>
        <translation>条形图属于第 {place} 个数字。</translation>
    </message>
    <message>
        <source>The bars are those of digit {place}, the least sure.</source>
        <translation>条形图属于最没把握的第 {place} 个数字。</translation>
    </message>
    <message>
        <source>The bars are those of the {digit}.</source>
        <translation>条形图属于数字 {digit}。</translation>
    </message>
    <message>
        <source>The bars are those of the {digit}, the least sure.</source>
        <translation>条形图属于最没把握的数字 {digit}。</translation>
    </message>
    <message>
        <source>Mean of {count} looks.</source>
        <translation>{count} 次查看的平均值。</translation>
    </message>
    <message>
        <source>Of several digits, one that is not sure is looked at again, a little turned and stretched. The tabs explain the first look.</source>
        <translation>多个数字中，没有把握的那个会稍微转动和拉伸后再看几次。各标签页解释的是第一次查看。</translation>
    </message>
    <message>
        <source>What the model sees: click for all</source>
        <translation>模型看到的图像：点击看全部</translation>
    </message>
    <message>
        <source>What the model sees: choose one</source>
        <translation>模型看到的图像：点选其一</translation>
    </message>
    <message>
        <source>Almost certainly: 99 % and more. Very likely: 90 %. Probably: 70 %. Perhaps: less.</source>
        <translation>几乎可以肯定：99 % 及以上。很可能：90 %。大概：70 %。也许：更低。</translation>
    </message>
    <message>
        <source>What the model sees: 28×28 pixels</source>
        <translation>模型看到的图像：28×28 像素</translation>
    </message>
</context>
<context>
    <name>BeginningField</name>
    <message>
        <source>The model in use has no weights to start from.</source>
        <translation>在用的模型没有可作为起点的权重。</translation>
    </message>
    <message>
        <source>Not from “{model}”: it is another network.</source>
        <translation>不能从“{model}”开始：它是另一种网络。</translation>
    </message>
    <message>
        <source>Not from “{model}”: it has other hidden layers.</source>
        <translation>不能从“{model}”开始：它的隐藏层不同。</translation>
    </message>
    <message>
        <source>Scratch</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>The model in use</source>
        <translation>在用的模型</translation>
    </message>
</context>
<context>
    <name>ChangeView</name>
    <message>
        <source>{before} of {count} read right before, {after} now</source>
        <translation>{count} 幅中之前读对 {before} 幅，现在 {after} 幅</translation>
    </message>
    <message>
        <source>Better: {count}</source>
        <translation>变好：{count}</translation>
    </message>
    <message>
        <source>Worse: {count}</source>
        <translation>变差：{count}</translation>
    </message>
    <message>
        <source>Images that are read right now</source>
        <translation>现在读对的图</translation>
    </message>
    <message>
        <source>Images that are read wrong now</source>
        <translation>现在读错的图</translation>
    </message>
    <message>
        <source>Of these, not sure (“?”): {before} before, {after} now</source>
        <translation>其中不确定的（“?”）：之前 {before} 个，现在 {after} 个</translation>
    </message>
    <message>
        <source>No answer became right.</source>
        <translation>没有答案变对。</translation>
    </message>
    <message>
        <source>No answer became wrong.</source>
        <translation>没有答案变错。</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Every model on this drawing</source>
        <translation>所有模型看同一幅图</translation>
    </message>
    <message>
        <source>All receive the same 28×28 pixels. Each row shows a model&apos;s three likeliest digits.</source>
        <translation>它们收到同样的 28×28 像素。每一行是一个模型认为最可能的三个数字。</translation>
    </message>
    <message>
        <source>Draw a digit, and see what every model makes of it.</source>
        <translation>写一个数字，看看每个模型怎样读它。</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>disagrees</source>
        <translation>意见不同</translation>
    </message>
    <message>
        <source>No model is sure.</source>
        <translation>没有一个模型有把握。</translation>
    </message>
    <message>
        <source>The model in use is not sure. {others}.</source>
        <translation>使用中的模型没有把握。{others}。</translation>
    </message>
    <message>
        <source>All models say {digit}.</source>
        <translation>所有模型都读作 {digit}。</translation>
    </message>
    <message>
        <source>The model in use says {digit}; others don&apos;t: {others}.</source>
        <translation>使用中的模型读作 {digit}；其他模型不同意：{others}。</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>没有把握</translation>
    </message>
    <message>
        <source>Own classifier</source>
        <translation>自定义分类器</translation>
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
    <name>DataBrowser</name>
    <message>
        <source>Looking for data sets…</source>
        <translation>正在查找数据集…</translation>
    </message>
    <message>
        <source>“{model}” reads {percent} % of {count} images rightly.</source>
        <translation>“{model}”读对了 {count} 张图像中的 {percent} %。</translation>
    </message>
    <message>
        <source>Loading the images…</source>
        <translation>正在加载图像…</translation>
    </message>
    <message>
        <source>“{model}” reads the images…</source>
        <translation>“{model}”正在读图像…</translation>
    </message>
    <message>
        <source>{shown} of {count} images</source>
        <translation>{count} 张图像中的 {shown} 张</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 张图像</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Leave the other images unread</source>
        <translation>其余的图像不再读</translation>
    </message>
</context>
<context>
    <name>DataChooser</name>
    <message>
        <source>Labelled digits ({patterns})</source>
        <translation>带标签的数字 ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有文件 ({patterns})</translation>
    </message>
    <message>
        <source>Open labelled digits</source>
        <translation>打开带标签的数字</translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation>我的画</translation>
    </message>
    <message>
        <source>Synthetic digits</source>
        <translation>合成数字</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>{data}, {half}</source>
        <translation>{data}，{half}</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Which images to look at</source>
        <translation>要看哪些图像</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Look at labelled digits of your own: npz, IDX, CSV, pictures, strokes</source>
        <translation>查看您自己的带标签数字：npz、IDX、CSV、图片、笔画</translation>
    </message>
    <message>
        <source>&amp;File…</source>
        <translation>文件(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>文件夹(&amp;O)…</translation>
    </message>
</context>
<context>
    <name>DataOffer</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>You have not labelled any drawing yet.</source>
        <translation>您还没有给任何画加上标签。</translation>
    </message>
    <message>
        <source>MNIST is being downloaded…</source>
        <translation>正在下载 MNIST…</translation>
    </message>
    <message>
        <source>MNIST is not on this computer yet: 70,000 digits that pupils and officials wrote by hand, {megabytes} MB to download.</source>
        <translation>这台电脑上还没有 MNIST：学生和职员手写的 70,000 个数字，需下载 {megabytes} MB。</translation>
    </message>
</context>
<context>
    <name>DataSources</name>
    <message>
        <source>Data sets (*.npz *.csv *.jsonl *.jsonl.gz)</source>
        <translation>数据集 (*.npz *.csv *.jsonl *.jsonl.gz)</translation>
    </message>
    <message>
        <source>Add a data set</source>
        <translation>添加数据集</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Add a folder of pictures or IDX files</source>
        <translation>添加图片或 IDX 文件的文件夹</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>npz, CSV with the label first, or a stroke file</source>
        <translation>npz、标签在首列的 CSV，或笔画文件</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>IDX files, or pictures in one sub-folder a digit</source>
        <translation>IDX 文件，或每个数字一个子文件夹的图片</translation>
    </message>
</context>
<context>
    <name>DataView</name>
    <message>
        <source>Random one</source>
        <translation>随机一个</translation>
    </message>
    <message>
        <source>Go to any one of the images shown</source>
        <translation>跳到所示图像中的任意一张</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>As rows</source>
        <translation>排成行</translation>
    </message>
</context>
<context>
    <name>DigitBoxes</name>
    <message>
        <source>Boxes around the digits</source>
        <translation>数字外的方框</translation>
    </message>
</context>
<context>
    <name>DrawingCanvas</name>
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
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
    <message>
        <source>or drop a photograph</source>
        <translation>或把照片拖到这里</translation>
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
    <name>EvidenceTab</name>
    <message>
        <source>Evidence for which digit</source>
        <translation>支持哪个数字的证据</translation>
    </message>
    <message>
        <source>Rather than which digit</source>
        <translation>而不是哪个数字</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么是</translation>
    </message>
    <message>
        <source>and not</source>
        <translation>而不是</translation>
    </message>
    <message>
        <source>The digit that the ink speaks for or against</source>
        <translation>墨迹支持或反对的那个数字</translation>
    </message>
    <message>
        <source>Another digit to set it against: then red ink speaks for the first, blue ink for the second</source>
        <translation>与它比较的另一个数字：红色墨迹支持前者，蓝色墨迹支持后者</translation>
    </message>
    <message>
        <source>What training makes as small as it can: the negative logarithm of the right digit&apos;s probability, 0 where that is certain, and the larger the less likely it is</source>
        <translation>训练时尽量减小的量：正确数字的概率取对数再取负；完全确定时为 0，越不可能就越大</translation>
    </message>
    <message>
        <source>the likeliest</source>
        <translation>最可能的</translation>
    </message>
    <message>
        <source>the next likeliest</source>
        <translation>第二可能的</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence for {digit}</source>
        <translation>支持 {digit} 的证据</translation>
    </message>
    <message>
        <source>Not sure; the likeliest would be {digit}</source>
        <translation>没有把握；最可能的是 {digit}</translation>
    </message>
    <message>
        <source>Not sure; {digit} rather than {other}</source>
        <translation>没有把握；与其说 {other}，不如说 {digit}</translation>
    </message>
    <message>
        <source>Evidence for {digit} rather than {other}</source>
        <translation>支持 {digit} 而不是 {other} 的证据</translation>
    </message>
    <message>
        <source>Ink times weight, pixel by pixel: red ink speaks for the {digit}, blue ink against it. All pixels and the bias add up to the score.</source>
        <translation>逐个像素把墨迹乘以权重：红色墨迹支持 {digit}，蓝色墨迹反对它。所有像素与偏置相加就是得分。</translation>
    </message>
    <message>
        <source>Red where the score of the {digit} falls when a patch of paper covers the ink, blue where it rises. Below it softmax, which adds up ink times weight.</source>
        <translation>用一小块白纸盖住墨迹：{digit} 的得分下降处为红色，上升处为蓝色。下方是 softmax，它把墨迹乘以权重再相加。</translation>
    </message>
    <message>
        <source>Draw a digit, and see which ink speaks for it and which against.</source>
        <translation>写一个数字，看看哪些墨迹支持它，哪些反对它。</translation>
    </message>
    <message>
        <source>Own classifier</source>
        <translation>自定义分类器</translation>
    </message>
    <message>
        <source>It should be {label}, which got {percent}: cross-entropy −ln p = {loss}, {verdict}.</source>
        <translation>正确答案是 {label}，它得到 {percent}：交叉熵 −ln p = {loss}，{verdict}。</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Score: how much speaks for the digit, before all ten scores become probabilities. Bias: what the model adds to it whatever is drawn.</source>
        <translation>得分：在十个得分变成概率之前，有多少支持这个数字。偏置：无论写什么，模型都会加上的量。</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>得分 {score}</translation>
    </message>
    <message>
        <source>pixels {pixels}</source>
        <translation>像素 {pixels}</translation>
    </message>
    <message>
        <source>bias {bias}</source>
        <translation>偏置 {bias}</translation>
    </message>
</context>
<context>
    <name>ExplanationLine</name>
    <message>
        <source>{name}: {explanation}</source>
        <translation>{name}：{explanation}</translation>
    </message>
</context>
<context>
    <name>FewDialog</name>
    <message>
        <source>Learnt from few images</source>
        <translation>从少量图像中学到的</translation>
    </message>
    <message>
        <source>Test accuracy, by the number of images</source>
        <translation>测试准确率随图像数量的变化</translation>
    </message>
    <message>
        <source>1 image, a {digit} · {accuracy} of the test images are read right</source>
        <translation>1 张图像，是数字 {digit} · 测试图像读对 {accuracy}</translation>
    </message>
    <message>
        <source>{count} images, none of {digits} yet · {accuracy} of the test images are read right</source>
        <translation>{count} 张图像，还没有 {digits} · 测试图像读对 {accuracy}</translation>
    </message>
    <message>
        <source>{count} images · {accuracy} of the test images are read right</source>
        <translation>{count} 张图像 · 测试图像读对 {accuracy}</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>正在学习…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Learn from few images</source>
        <translation>从少量图像中学习</translation>
    </message>
    <message>
        <source>How many examples does a model need? The same ten templates, learnt from one image, from two, from more and more; each time all test images are read.</source>
        <translation>模型需要多少例子？同样的十个模板，先从一张图像学，再从两张，越来越多；每次都用全部测试图像来检验。</translation>
    </message>
    <message>
        <source>MNIST is not on this computer, so it learns from the program&apos;s own built-in digits. Data… in the menu Model downloads MNIST.</source>
        <translation>这台电脑上没有 MNIST，因此它从程序自带的数字中学习。“模型”菜单中的“数据…”可以下载 MNIST。</translation>
    </message>
    <message>
        <source>Up to so many images</source>
        <translation>最多用多少张图像</translation>
    </message>
    <message>
        <source>Learn again</source>
        <translation>重新学习</translation>
    </message>
    <message>
        <source>From other images</source>
        <translation>换一批图像</translation>
    </message>
    <message>
        <source>Learn from images in another order: with few of them, luck decides</source>
        <translation>用另一种顺序的图像学习：图像很少时，要看运气</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>FilmExport</name>
    <message>
        <source>Save the film</source>
        <translation>保存动画</translation>
    </message>
    <message>
        <source>Animation (*.gif)</source>
        <translation>动画 (*.gif)</translation>
    </message>
    <message>
        <source>All frames on one sheet (*.png)</source>
        <translation>所有帧排成一张图 (*.png)</translation>
    </message>
</context>
<context>
    <name>FilmPlayer</name>
    <message>
        <source>Painting frame {number} of {count}…</source>
        <translation>正在绘制第 {number} 帧，共 {count} 帧…</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>正在写入文件…</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Not saved: {reason}</source>
        <translation>没有保存：{reason}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play and pause (Space)</source>
        <translation>播放和暂停（空格键）</translation>
    </message>
    <message>
        <source>Save film…</source>
        <translation>保存动画…</translation>
    </message>
    <message>
        <source>Save as an animation, or all frames on one sheet</source>
        <translation>保存为动画，或把所有帧排成一张图</translation>
    </message>
    <message>
        <source>One colour scale for all frames</source>
        <translation>所有帧用同一色标</translation>
    </message>
    <message>
        <source>On: early pictures are pale, and grow. Off: each frame has all its colours.</source>
        <translation>打开：早期的图很淡，逐渐变深。关闭：每一帧都用足全部颜色。</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Go to {position}</source>
        <translation>跳到 {position}</translation>
    </message>
</context>
<context>
    <name>KeysWindow</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>在画布上</translation>
    </message>
    <message>
        <source>Say what the drawing should have been</source>
        <translation>说出它本应是什么</translation>
    </message>
    <message>
        <source>In the menus</source>
        <translation>菜单中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>To the next control, and with Shift to the one before</source>
        <translation>到下一个控件，加 Shift 到上一个</translation>
    </message>
    <message>
        <source>On the names of the tabs: another tab</source>
        <translation>在标签页名称上：换一个标签页</translation>
    </message>
    <message>
        <source>In pictures side by side</source>
        <translation>在并排的图片中</translation>
    </message>
    <message>
        <source>Mark another picture</source>
        <translation>选另一张图片</translation>
    </message>
    <message>
        <source>Enlarge it, or put it on the canvas</source>
        <translation>放大它，或放到画布上</translation>
    </message>
    <message>
        <source>All pictures again</source>
        <translation>回到全部图片</translation>
    </message>
    <message>
        <source>While a lesson is presented</source>
        <translation>演示课程时</translation>
    </message>
    <message>
        <source>The page before, the next page</source>
        <translation>上一页，下一页</translation>
    </message>
    <message>
        <source>The first page, the last page</source>
        <translation>第一页，最后一页</translation>
    </message>
    <message>
        <source>Back to the window</source>
        <translation>回到窗口</translation>
    </message>
</context>
<context>
    <name>LabelRow</name>
    <message>
        <source>Should have been:</source>
        <translation>本应是：</translation>
    </message>
    <message>
        <source>Kept as {digit}</source>
        <translation>已存为 {digit}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Do not keep this drawing</source>
        <translation>不保留这幅画</translation>
    </message>
    <message>
        <source>Teach it…</source>
        <translation>教它…</translation>
    </message>
    <message>
        <source>Let the model learn from your drawings</source>
        <translation>让模型从你的画中学习</translation>
    </message>
    <message>
        <source>It should have been a {digit}: keep the drawing as one (key {digit})</source>
        <translation>它本应是 {digit}：把画作存为此数（按键 {digit}）</translation>
    </message>
    <message>
        <source>Should have been {digit}</source>
        <translation>本应是 {digit}</translation>
    </message>
</context>
<context>
    <name>LayerWeights</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>All pictures before it</source>
        <translation>前一层的全部图</translation>
    </message>
    <message>
        <source>Picture before it</source>
        <translation>前一层的图</translation>
    </message>
</context>
<context>
    <name>LayersTab</name>
    <message>
        <source>Layer by layer</source>
        <translation>逐层查看</translation>
    </message>
    <message>
        <source>The drawing&apos;s way through the model, from left to right. Click a layer to see what comes out of it.</source>
        <translation>图画从左到右经过模型。点击一层，看看它输出什么。</translation>
    </message>
    <message>
        <source>Draw a digit, and see what each layer of the model makes of it.</source>
        <translation>写一个数字，看看模型的每一层从中得到什么。</translation>
    </message>
    <message>
        <source>This model does not let us look inside: only its answer is known.</source>
        <translation>无法看到这个模型的内部：只知道它的答案。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Convolution {number}</source>
        <translation>卷积层 {number}</translation>
    </message>
    <message>
        <source>Pool {number}</source>
        <translation>池化层 {number}</translation>
    </message>
    <message>
        <source>Hidden layer {number}</source>
        <translation>隐藏层 {number}</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>{count} 个数</translation>
    </message>
    <message>
        <source>{count} pictures, {height}×{width}</source>
        <translation>{count} 张图，{height}×{width}</translation>
    </message>
    <message>
        <source>The scores as shares of the whole. “?” is the doubt that it is a digit at all: it evens the ten out.</source>
        <translation>把得分换算成占整体的比例。“?”表示怀疑它根本不是数字：怀疑越大，十个概率越平均。</translation>
    </message>
    <message>
        <source>What the model receives. The other layers know nothing but this.</source>
        <translation>模型收到的图像。其他各层知道的只有这些。</translation>
    </message>
    <message>
        <source>Each picture is dark where one small pattern was found. Click a picture to see its kernel, the pattern.</source>
        <translation>每张图在找到某个小图案的地方是深色的。点击一张图，查看它的卷积核，也就是那个图案。</translation>
    </message>
    <message>
        <source>The pictures before, made smaller: of 2×2 pixels the darkest is kept. Click one to see it before.</source>
        <translation>把前一层的图缩小：每 2×2 个像素保留最深的一个。点击一张图，查看它原来的样子。</translation>
    </message>
    <message>
        <source>Each bar is a unit; the higher, the more it is awake. Click a bar to see the weights that wake it.</source>
        <translation>每个条形是一个单元；越高表示越活跃。点击条形，查看激活它的权重。</translation>
    </message>
    <message>
        <source>A score for each digit: all that speaks for it, less all that speaks against it. Click a bar to see its weights.</source>
        <translation>每个数字的得分：所有支持减去所有反对。点击条形，查看它的权重。</translation>
    </message>
    <message>
        <source>The scores as shares of the whole: the highest score gets the largest share.</source>
        <translation>把得分换算成占整体的比例：得分最高的比例最大。</translation>
    </message>
    <message>
        <source>{name}: beside it, what it was before. The same shapes, half as many pixels a side.</source>
        <translation>{name}：旁边是它原来的样子。形状相同，边长的像素数减半。</translation>
    </message>
    <message>
        <source>{name}: the kernel is laid on every place of the image. Red looks for ink, blue for paper.</source>
        <translation>{name}：卷积核放到图像的每个位置上。红色寻找墨迹，蓝色寻找白纸。</translation>
    </message>
    <message>
        <source>{name}: its kernel looks at all {count} pictures before it at once. Dark on red is what it looks for, dark on blue what it avoids.</source>
        <translation>{name}：它的卷积核同时看前一层的全部 {count} 张图。红色处的深色是它寻找的，蓝色处的深色是它回避的。</translation>
    </message>
    <message>
        <source>{name}: a red bar is a unit before it that speaks for it, a blue bar one against it.</source>
        <translation>{name}：红色条形是前一层中支持它的单元，蓝色条形是反对它的单元。</translation>
    </message>
    <message>
        <source>{name}: ink on red speaks for it, ink on blue against it.</source>
        <translation>{name}：红色处的墨迹支持它，蓝色处的墨迹反对它。</translation>
    </message>
    <message>
        <source>{name}: it weighs every pixel of the {count} pictures before it. Dark on red speaks for it, dark on blue against it.</source>
        <translation>{name}：它衡量前一层 {count} 张图的每个像素。红色处的深色支持它，蓝色处的深色反对它。</translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>Doubt that it is a digit</source>
        <translation>怀疑不是数字</translation>
    </message>
    <message>
        <source>Picture {number}</source>
        <translation>第 {number} 张图片</translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation>单元 {number}</translation>
    </message>
</context>
<context>
    <name>LessonEditor</name>
    <message>
        <source>Title of the lesson</source>
        <translation>课程标题</translation>
    </message>
    <message>
        <source>Title of the page</source>
        <translation>本页标题</translation>
    </message>
    <message>
        <source>What to say about this drawing</source>
        <translation>关于这幅画要说的话</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Arrow keys choose a page; drag it, or press Alt and an arrow, to move it</source>
        <translation>用方向键选择页面；拖动它，或按 Alt 加方向键，可以移动它</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Make what you see a page: drawing, model and tab</source>
        <translation>把现在看到的做成一页：图画、模型和标签页</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Put what you see in the place of this page; its note stays</source>
        <translation>用现在看到的替换这一页；讲解保留</translation>
    </message>
    <message>
        <source>← Move</source>
        <translation>← 前移</translation>
    </message>
    <message>
        <source>Move the page towards the beginning</source>
        <translation>把这一页往前移</translation>
    </message>
    <message>
        <source>Move →</source>
        <translation>后移 →</translation>
    </message>
    <message>
        <source>Move the page towards the end</source>
        <translation>把这一页往后移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take the page out of the lesson</source>
        <translation>从课程中去掉这一页</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last change of the lesson back</source>
        <translation>撤销对课程的上一次改动</translation>
    </message>
</context>
<context>
    <name>LessonPages</name>
    <message>
        <source>Page {number}: {words}</source>
        <translation>第 {number} 页：{words}</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Read the lesson again</source>
        <translation>回到阅读课程</translation>
    </message>
    <message>
        <source>Change the lesson</source>
        <translation>修改课程</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Close the lesson</source>
        <translation>关闭课程</translation>
    </message>
    <message>
        <source>&amp;New lesson</source>
        <translation>新建课程(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Report as web page…</source>
        <translation>网页报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Show the lesson to a class, large and full-screen</source>
        <translation>全屏大字，给全班看</translation>
    </message>
</context>
<context>
    <name>LessonReader</name>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} / {count}</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ 上一页</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>下一页 ›</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Previous page (←)</source>
        <translation>上一页 (←)</translation>
    </message>
    <message>
        <source>Next page (→)</source>
        <translation>下一页 (→)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>讲解</translation>
    </message>
</context>
<context>
    <name>LessonStage</name>
    <message>
        <source>Open a lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有文件 ({patterns})</translation>
    </message>
    <message>
        <source>Save the lesson</source>
        <translation>保存课程</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web page ({patterns})</source>
        <translation>网页 ({patterns})</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>正在写报告…</translation>
    </message>
    <message>
        <source>There is nothing on the canvas yet: draw a digit first.</source>
        <translation>画布上还什么都没有：请先写一个数字。</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Save the changes of the lesson?</source>
        <translation>要保存对课程的改动吗？</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Lessons ({patterns})</source>
        <translation>课程 ({patterns})</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The drawing could not be read: {reason}</source>
        <translation>无法识别这幅画：{reason}</translation>
    </message>
    <message>
        <source>One digit at a time: draw it alone, and say what it should have been.</source>
        <translation>一次一个数字：请单独画它，再说它本应是什么。</translation>
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
        <source>The picture is on the clipboard.</source>
        <translation>图片已在剪贴板上。</translation>
    </message>
    <message>
        <source>Something went wrong ({reason}). The log has the details.</source>
        <translation>出了点问题（{reason}）。详情见日志。</translation>
    </message>
    <message>
        <source>The drawing could not be kept. {reason}</source>
        <translation>这幅画无法保存。{reason}</translation>
    </message>
    <message>
        <source>There is nothing to copy yet: draw a digit first.</source>
        <translation>还没有可复制的内容：请先写一个数字。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Whose mistakes to look at</source>
        <translation>查看哪个模型的错误</translation>
    </message>
    <message>
        <source>Model in use</source>
        <translation>当前模型</translation>
    </message>
    <message>
        <source>In percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Each row&apos;s shares, instead of how many images there are</source>
        <translation>显示每行的比例，而不是图像的数目</translation>
    </message>
    <message>
        <source>Share that is read rightly</source>
        <translation>读对的比例</translation>
    </message>
</context>
<context>
    <name>MessageLine</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>MistakesTab</name>
    <message>
        <source>The stronger the colour, the more often; point at a cell to see how often.</source>
        <translation>颜色越深，次数越多；把鼠标移到格子上可看到次数。</translation>
    </message>
    <message>
        <source>{percent} % right · {wrong} mistakes · log loss {loss}</source>
        <translation>正确 {percent} % · 错误 {wrong} 个 · 对数损失 {loss}</translation>
    </message>
    <message>
        <source>Loading the images…</source>
        <translation>正在加载图像…</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>Stopped: not all images were read.</source>
        <translation>已停止：还有图像没有识别。</translation>
    </message>
    <message>
        <source>Stopped after {done} of {count} images</source>
        <translation>在 {count} 张图像中识别 {done} 张后停止</translation>
    </message>
    <message>
        <source>The log loss is the mean of −ln p over all images, where p is the probability that the model gave the right digit: 0.1 when sure and right, 4.6 when sure and wrong.</source>
        <translation>对数损失是所有图像的 −ln p 的平均值，p 是模型给正确数字的概率：有把握且正确时为 0.1，有把握却错误时为 4.6。</translation>
    </message>
    <message>
        <source>all {count} mistakes, the surest first</source>
        <translation>全部 {count} 个错误，最有把握的在前</translation>
    </message>
    <message>
        <source>{label} read rightly: {count}, the surest first</source>
        <translation>{label} 读对了：{count} 张，最有把握的在前</translation>
    </message>
    <message>
        <source>{label} read as {digit}: {count}, the surest first</source>
        <translation>{label} 读成 {digit}：{count} 张，最有把握的在前</translation>
    </message>
    <message>
        <source>What is read wrongly</source>
        <translation>哪些读错了</translation>
    </message>
    <message>
        <source>Each row is a digit, each column what the model read in it. Choose a cell to see its images, and an image to put it on the canvas.</source>
        <translation>每行是一个数字，每列是模型把它读成了什么。点一个格子可看到其中的图像，点一张图像可把它放到画布上。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Three models beside each other: linear, hidden, convolutional</source>
        <translation>三个模型并排：线性、带隐藏层、卷积</translation>
    </message>
    <message>
        <source>All mistakes</source>
        <translation>全部错误</translation>
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
        <translation>自定义分类器</translation>
    </message>
</context>
<context>
    <name>ModelFiles</name>
    <message>
        <source>Save the model</source>
        <translation>保存模型</translation>
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
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Rename the model</source>
        <translation>重命名模型</translation>
    </message>
    <message>
        <source>Delete the model “{name}”?</source>
        <translation>删除模型“{name}”？</translation>
    </message>
    <message>
        <source>You can take it back until the window is closed.</source>
        <translation>在关闭窗口之前都可以撤回。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Exported models (*.keras *.tflite)</source>
        <translation>导出的模型 (*.keras *.tflite)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>Checking and converting…</source>
        <translation>正在检查和转换…</translation>
    </message>
    <message>
        <source>It is called “{name}” now.</source>
        <translation>现在名为“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>“{name}”已删除。</translation>
    </message>
    <message>
        <source>“{name}” is back.</source>
        <translation>“{name}”已恢复。</translation>
    </message>
    <message>
        <source>“{name}” is imported.</source>
        <translation>“{name}”已导入。</translation>
    </message>
    <message>
        <source>It came with the program, and stays as it is.</source>
        <translation>它随程序一起提供，保持不变。</translation>
    </message>
    <message>
        <source>Manage models</source>
        <translation>管理模型</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>A .keras file that digitpad exported</source>
        <translation>digitpad 导出的 .keras 文件</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>导入文件夹…</translation>
    </message>
    <message>
        <source>A model folder of another digitpad</source>
        <translation>另一个 digitpad 的模型文件夹</translation>
    </message>
    <message>
        <source>Take the last one back</source>
        <translation>恢复最后一个</translation>
    </message>
</context>
<context>
    <name>ModelsTable</name>
    <message>
        <source>came with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>reads now</source>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Test images read right</source>
        <translation>测试图像读对的比例</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>MoveRow</name>
    <message>
        <source>{number} pixels</source>
        <translation>{number} 像素</translation>
    </message>
    <message>
        <source>Shift right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>To the left, or to the right</source>
        <translation>向左或向右</translation>
    </message>
    <message>
        <source>Shift down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Up, or down</source>
        <translation>向上或向下</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Against the clock, or with it</source>
        <translation>逆时针或顺时针</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Smaller, or larger</source>
        <translation>更小或更大</translation>
    </message>
    <message>
        <source>Thickness</source>
        <translation>粗细</translation>
    </message>
    <message>
        <source>Thinner, or thicker strokes</source>
        <translation>笔画更细或更粗</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Makes each pixel lighter or darker by chance</source>
        <translation>让每个像素随机变亮或变暗</translation>
    </message>
    <message>
        <source>Probabilities over {name}</source>
        <translation>随{name}变化的概率</translation>
    </message>
</context>
<context>
    <name>MoveTab</name>
    <message>
        <source>Move it</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>How likely each digit is over each slider&apos;s range, from 0 to 100 %. Dashed lines mark where the answer flips.</source>
        <translation>各数字在每个滑块整个范围内的概率，从 0 到 100 %。虚线标出答案改变的地方。</translation>
    </message>
    <message>
        <source>Draw a digit, then move and turn it, and see where the answer flips.</source>
        <translation>写一个数字，再移动、旋转它，看看答案在哪里改变。</translation>
    </message>
    <message>
        <source>The input image, moved</source>
        <translation>移动后的输入图像</translation>
    </message>
    <message>
        <source>Before centring</source>
        <translation>居中之前</translation>
    </message>
    <message>
        <source>Move the drawing itself, before it is scaled and centred</source>
        <translation>在缩放和居中之前移动画本身</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>All sliders back to where nothing is changed</source>
        <translation>所有滑块回到什么都不改变的位置</translation>
    </message>
    <message>
        <source>Let the slider that was moved last run to and fro</source>
        <translation>让最后移动的滑块来回走动</translation>
    </message>
    <message>
        <source>Shift and size change nothing here: digitpad cuts the digit out, scales and centres it. Nor does thickness, which it evens out. Noise shakes the pen.</source>
        <translation>在这里位置和大小不起作用：digitpad 会把数字裁剪、缩放并居中。粗细也不起作用，因为它会被统一。噪声会让笔抖动。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>There is a model of this name already.</source>
        <translation>已经有同名的模型。</translation>
    </message>
</context>
<context>
    <name>NeighboursTab</name>
    <message>
        <source>Loading the images…</source>
        <translation>正在加载图像…</translation>
    </message>
    <message>
        <source>Looking at the images…</source>
        <translation>正在查看图像…</translation>
    </message>
    <message>
        <source>Stopped before all images were looked at.</source>
        <translation>还没有看完所有图像就停止了。</translation>
    </message>
    <message>
        <source>Draw one digit, and see which of {count} images are most like it.</source>
        <translation>写一个数字，看看 {count} 张图像中哪些与它最相似。</translation>
    </message>
    <message>
        <source>All {count} nearest images show a {digit}.</source>
        <translation>最近的 {count} 张图像都是 {digit}。</translation>
    </message>
    <message>
        <source>Of the {count} nearest images: {parts}.</source>
        <translation>最近的 {count} 张图像中：{parts}。</translation>
    </message>
    <message>
        <source>What it is like</source>
        <translation>它像什么</translation>
    </message>
    <message>
        <source>The images that are most like the drawing in the model&apos;s last hidden layer, the nearest first. Choose one to put it on the canvas.</source>
        <translation>在模型的最后一个隐藏层中与这幅手写最相似的图像，最近的在前。点一张可把它放到画布上。</translation>
    </message>
    <message>
        <source>Each dot is an image: the nearer two dots, the more alike they are to the model. The cross is your drawing. The directions themselves mean nothing.</source>
        <translation>每个点是一张图像：两点越近，在模型看来就越相似。十字是你的手写。方向本身没有含义。</translation>
    </message>
    <message>
        <source>A principal component analysis: of all directions in which the images differ, the map shows the two in which they differ most. The nearest images are found in fifty directions. A model without hidden layers compares the pixels themselves.</source>
        <translation>主成分分析：在图像彼此不同的所有方向中，图上显示差别最大的两个。最近的图像是在五十个方向中找到的。没有隐藏层的模型直接比较像素。</translation>
    </message>
    <message>
        <source>Map of the images</source>
        <translation>图像的地图</translation>
    </message>
    <message>
        <source>Nearest images</source>
        <translation>最近的图像</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>{count} weights</source>
        <translation>{count} 个权重</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>{side}×{side} kernels</source>
        <translation>{side}×{side} 卷积核</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
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
    <message>
        <source>{bounds}; the recipe has {usual}</source>
        <translation>{bounds}；配方中为 {usual}</translation>
    </message>
</context>
<context>
    <name>PictureDetail</name>
    <message>
        <source>Click an image to see it large.</source>
        <translation>点击一张图像可放大查看。</translation>
    </message>
    <message>
        <source>Image {number}: a {digit}</source>
        <translation>第 {number} 张图像：{digit}</translation>
    </message>
    <message>
        <source>The model has not read it.</source>
        <translation>模型还没有读它。</translation>
    </message>
    <message>
        <source>The model reads {digit} ({percent} %), then {second} ({second_percent} %).</source>
        <translation>模型读作 {digit}（{percent} %），其次是 {second}（{second_percent} %）。</translation>
    </message>
    <message>
        <source>Put on the canvas</source>
        <translation>放到画布上</translation>
    </message>
    <message>
        <source>Draw over it, and see why it is read so (Enter, or a double click)</source>
        <translation>在上面接着画，看看为什么这样读（回车或双击）</translation>
    </message>
</context>
<context>
    <name>PictureFilter</name>
    <message>
        <source>All digits</source>
        <translation>全部数字</translation>
    </message>
    <message>
        <source>Digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Show this digit alone</source>
        <translation>只显示这个数字</translation>
    </message>
    <message>
        <source>Show what the model in use takes for another digit</source>
        <translation>显示在用的模型误认作别的数字的图片</translation>
    </message>
    <message>
        <source>Only those read wrongly</source>
        <translation>只看读错的</translation>
    </message>
    <message>
        <source>Confidence from</source>
        <translation>置信度从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>How sure the model in use is of what it reads</source>
        <translation>在用的模型对所读数字有多确信</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>最低确信程度</translation>
    </message>
    <message>
        <source>Greatest confidence</source>
        <translation>最高确信程度</translation>
    </message>
</context>
<context>
    <name>PictureList</name>
    <message>
        <source>No image fits.</source>
        <translation>没有符合条件的图像。</translation>
    </message>
</context>
<context>
    <name>PictureModel</name>
    <message>
        <source>{label} read as {digit}</source>
        <translation>{label} 读成 {digit}</translation>
    </message>
    <message>
        <source>Image {number}</source>
        <translation>第 {number} 张图像</translation>
    </message>
    <message>
        <source>a {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>read as {digit} ({percent} %)</source>
        <translation>读作 {digit}（{percent} %）</translation>
    </message>
</context>
<context>
    <name>PictureRows</name>
    <message>
        <source>The first {count} images, each one row of 784 pixels</source>
        <translation>前 {count} 张图像，每张一行 784 个像素</translation>
    </message>
    <message>
        <source>The first {count} of the images shown, each laid out as one row: its 784 pixels one after another. This is all that a model without kernels receives.</source>
        <translation>所示图像的前 {count} 张，每张排成一行：784 个像素依次相接。没有卷积核的模型收到的就只有这些。</translation>
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
    <name>PresentedNote</name>
    <message>
        <source>Del clears · Esc ends</source>
        <translation>Del 清空 · Esc 结束</translation>
    </message>
    <message>
        <source>← → pages · Del clears · Esc ends</source>
        <translation>← → 翻页 · Del 清空 · Esc 结束</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} / {count}</translation>
    </message>
</context>
<context>
    <name>ProbabilityBar</name>
    <message>
        <source>{digit}: {percent} %</source>
        <translation>{digit}：{percent} %</translation>
    </message>
    <message>
        <source>Probability of {digit}</source>
        <translation>数字 {digit} 的概率</translation>
    </message>
</context>
<context>
    <name>ProgressBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>ReasonTab</name>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save what this tab shows as a picture</source>
        <translation>把此页所示保存为图片</translation>
    </message>
    <message>
        <source>Put what this tab shows on the clipboard as a picture</source>
        <translation>把此页所示作为图片放到剪贴板上</translation>
    </message>
    <message>
        <source>This is about digit {place} of {count}, which is not sure.</source>
        <translation>这里说的是第 {place} 个数字（共 {count} 个），它不确定。</translation>
    </message>
    <message>
        <source>This is about digit {place} of {count}, the {digit}.</source>
        <translation>这里说的是第 {place} 个数字（共 {count} 个），即 {digit}。</translation>
    </message>
    <message>
        <source>For another one choose its picture below the bars, or right-click its box.</source>
        <translation>要看另一个，请点选条形下方它的图，或右键点击它的框。</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Which pixels spoke for a digit, and which against</source>
        <translation>哪些像素支持某个数字，哪些反对</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What is done with the ink before the model receives it</source>
        <translation>模型收到之前，笔迹经过了哪些处理</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Where the answer flips when the digit is moved, turned or made thicker</source>
        <translation>移动、旋转或加粗数字时，答案在哪里改变</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>What every model makes of the drawing</source>
        <translation>每个模型怎样看这幅图</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>What a model gets wrong in many pictures, and which</source>
        <translation>模型在大量图片中读错了什么、哪些图片</translation>
    </message>
    <message>
        <source>Like this</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>The pictures that the model sees as most like the drawing</source>
        <translation>在模型看来与这幅手写最相似的图片</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>What every layer of the model makes of the drawing</source>
        <translation>模型的每一层从图画中得到什么</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>What the model has learnt</source>
        <translation>模型学到了什么</translation>
    </message>
</context>
<context>
    <name>RecipeChooser</name>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Named sets of training choices; each choice can be changed</source>
        <translation>有名称的训练设置，每一项都可以修改</translation>
    </message>
</context>
<context>
    <name>ReplayView</name>
    <message>
        <source>How the weights grew</source>
        <translation>权重如何形成</translation>
    </message>
    <message>
        <source>Validation accuracy, by the number of steps</source>
        <translation>验证准确率随步数的变化</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>validation accuracy {accuracy}, loss {loss}</source>
        <translation>验证准确率 {accuracy}，损失 {loss}</translation>
    </message>
    <message>
        <source>{figures} at step {step}</source>
        <translation>{figures}（第 {step} 步时）</translation>
    </message>
    <message>
        <source>Replay of the run</source>
        <translation>回放这次运行</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>What the first layer looks for</source>
        <translation>第一层寻找的图案</translation>
    </message>
    <message>
        <source>The curves begin as soon as the first step is done.</source>
        <translation>第一步完成后，曲线就会出现。</translation>
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
        <source>0: nothing</source>
        <translation>0：没有</translation>
    </message>
    <message>
        <source>{value}: most</source>
        <translation>{value}：最多</translation>
    </message>
    <message>
        <source>for</source>
        <translation>支持</translation>
    </message>
</context>
<context>
    <name>ShownPage</name>
    <message>
        <source>Your drawing comes back when you close the lesson.</source>
        <translation>关闭课程后，你的画会回来。</translation>
    </message>
    <message>
        <source>The lesson is closed.</source>
        <translation>课程已关闭。</translation>
    </message>
    <message>
        <source>“{model}” reads again.</source>
        <translation>又由“{model}”来读。</translation>
    </message>
    <message>
        <source>What you drew stays.</source>
        <translation>你画的留在画布上。</translation>
    </message>
    <message>
        <source>Your drawing is back.</source>
        <translation>你的画回来了。</translation>
    </message>
    <message>
        <source>The model “{model}” of this page is not here; another one reads it.</source>
        <translation>这里没有本页的模型“{model}”，由另一个模型来读。</translation>
    </message>
</context>
<context>
    <name>SourceRow</name>
    <message>
        <source>{count} images</source>
        <translation>{count} 张图像</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Built-in digits</source>
        <translation>内置数字</translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation>我的画</translation>
    </message>
    <message>
        <source>Digits that people in the USA wrote by hand around 1990</source>
        <translation>1990 年前后美国人手写的数字</translation>
    </message>
    <message>
        <source>Drawn by the program itself, in many ways</source>
        <translation>由程序自己以多种方式画出</translation>
    </message>
    <message>
        <source>What you have drawn and labelled yourself</source>
        <translation>您自己画并标注的数字</translation>
    </message>
</context>
<context>
    <name>SpeedLabel</name>
    <message>
        <source>Read in {milliseconds} ms</source>
        <translation>用时 {milliseconds} 毫秒</translation>
    </message>
    <message>
        <source>How long the last answer took, from ink to probabilities</source>
        <translation>上一次识别用时：从笔迹到概率</translation>
    </message>
</context>
<context>
    <name>StepsTab</name>
    <message>
        <source>From ink to input image</source>
        <translation>从笔迹到输入图像</translation>
    </message>
    <message>
        <source>What the model would receive, and read, if one stopped there.</source>
        <translation>若停在那一步，模型会收到什么，又会读作什么。</translation>
    </message>
    <message>
        <source>Draw a digit, and see what is done with it before the model receives it.</source>
        <translation>写一个数字，看看模型收到之前它经过了哪些处理。</translation>
    </message>
    <message>
        <source>digitpad&apos;s</source>
        <translation>digitpad 的</translation>
    </message>
    <message>
        <source>Every step that digitpad takes</source>
        <translation>digitpad 所做的每一步</translation>
    </message>
    <message>
        <source>Tutorial&apos;s</source>
        <translation>教程的</translation>
    </message>
    <message>
        <source>As in the tutorial: the whole canvas made small, and every pixel black or white</source>
        <translation>像教程里那样：把整个画布缩小，每个像素非黑即白</translation>
    </message>
    <message>
        <source>Nothing at all</source>
        <translation>什么都不做</translation>
    </message>
    <message>
        <source>The whole canvas made small, and nothing else</source>
        <translation>只把整个画布缩小，别的都不做</translation>
    </message>
    <message>
        <source>With these steps the model is not sure.</source>
        <translation>经过这些步骤，模型拿不准。</translation>
    </message>
    <message>
        <source>With these steps the model reads {digit}, {certainty}.</source>
        <translation>经过这些步骤，模型读作 {digit}，{certainty}。</translation>
    </message>
</context>
<context>
    <name>SweepView</name>
    <message>
        <source>from {value} on {digit}</source>
        <translation>从 {value} 起为 {digit}</translation>
    </message>
</context>
<context>
    <name>TeachDecision</name>
    <message>
        <source>Use it</source>
        <translation>使用它</translation>
    </message>
    <message>
        <source>Save the taught model, and let it read from now on</source>
        <translation>保存教过的模型，从现在起由它来读</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>保留原来的</translation>
    </message>
    <message>
        <source>Throw away what was learnt</source>
        <translation>丢掉学到的东西</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Let the model of before read again</source>
        <translation>让之前的模型重新来读</translation>
    </message>
    <message>
        <source>The other practice</source>
        <translation>另一次练习</translation>
    </message>
    <message>
        <source>Another practice</source>
        <translation>其他练习</translation>
    </message>
    <message>
        <source>Nobody has decided on it yet: look at what it gave</source>
        <translation>还没有作出决定：看看它的结果</translation>
    </message>
</context>
<context>
    <name>TeachDialog</name>
    <message>
        <source>“{model}” practises your drawings for a few seconds, mixed with digits that it knows, so that it does not forget these. Until you decide, it goes on answering as it is.</source>
        <translation>“{model}”用几秒钟练习你的画，并混入它已认识的数字，这样它就不会忘记那些数字。在你决定之前，它照原样继续回答。</translation>
    </message>
    <message>
        <source>Own classifier</source>
        <translation>自定义分类器</translation>
    </message>
    <message>
        <source>Teach it</source>
        <translation>教它</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the practice now, and keep what was learnt</source>
        <translation>现在结束练习，保留已学到的</translation>
    </message>
</context>
<context>
    <name>TeachDrawings</name>
    <message>
        <source>My drawings: {count}, the newest first</source>
        <translation>我的画：{count} 幅，最新的在前</translation>
    </message>
    <message>
        <source>My drawings</source>
        <translation>我的画</translation>
    </message>
    <message>
        <source>My drawings: 1</source>
        <translation>我的画：1</translation>
    </message>
    <message>
        <source>No drawing is kept yet.</source>
        <translation>还没有保存任何画。</translation>
    </message>
</context>
<context>
    <name>TeachResultView</name>
    <message>
        <source>My drawings</source>
        <translation>我的画</translation>
    </message>
    <message>
        <source>It has practised these: a new drawing shows whether it understood.</source>
        <translation>这些它练习过：再画一幅新的，才知道它是否真懂了。</translation>
    </message>
    <message>
        <source>MNIST test images</source>
        <translation>MNIST 测试图像</translation>
    </message>
    <message>
        <source>Synthetic test digits</source>
        <translation>合成的测试数字</translation>
    </message>
    <message>
        <source>It has never seen these: they show what it forgot.</source>
        <translation>这些它从未见过：由此看出它忘记了什么。</translation>
    </message>
</context>
<context>
    <name>TeachStatus</name>
    <message>
        <source>Practising: {step} of {steps}</source>
        <translation>练习中：第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>It could not be taught, and the model in use stays: {reason}</source>
        <translation>没能教会它，正在使用的模型保持不变：{reason}</translation>
    </message>
    <message>
        <source>Not saved, but what was learnt is still here: {reason}</source>
        <translation>未保存，但学到的还在这里：{reason}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>It has practised: compare, and decide.</source>
        <translation>练习完了：比较一下，再作决定。</translation>
    </message>
    <message>
        <source>Stopped early, but it has learnt something: compare, and decide.</source>
        <translation>提前停止了，但它已学到一些：比较一下，再作决定。</translation>
    </message>
    <message>
        <source>Stopped before anything was learnt.</source>
        <translation>还没学到什么就停止了。</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved as {model}</source>
        <translation>已保存为 {model}</translation>
    </message>
    <message>
        <source>“{model}” reads now: draw another one, and see.</source>
        <translation>现在由“{model}”来读：再画一个看看。</translation>
    </message>
    <message>
        <source>“{model}” stays as it is.</source>
        <translation>“{model}”保持原样。</translation>
    </message>
    <message>
        <source>Another practice of “{model}”: compare, and decide.</source>
        <translation>“{model}”的另一次练习：比较一下，再作决定。</translation>
    </message>
    <message>
        <source>“{model}” reads again; the taught one is still in the list of models.</source>
        <translation>又由“{model}”来读了；教过的模型仍在模型列表中。</translation>
    </message>
</context>
<context>
    <name>ToolWindows</name>
    <message>
        <source>The window closes as soon as everything is saved.</source>
        <translation>全部保存后窗口就会关闭。</translation>
    </message>
    <message>
        <source>The model in use was deleted: “{model}” reads now.</source>
        <translation>在用的模型已删除：现在由“{model}”识别。</translation>
    </message>
</context>
<context>
    <name>TrainDialog</name>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>TrainFoot</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the run now, and keep what was learnt</source>
        <translation>现在结束，并保留已学到的</translation>
    </message>
</context>
<context>
    <name>TrainForm</name>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Variations</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Choose at least one of them: without images there is nothing to learn from.</source>
        <translation>请至少选择一个：没有图像就无从学习。</translation>
    </message>
    <message>
        <source>Each time it is shown, each training image is changed by chance, by up to:</source>
        <translation>每次展示时，每张训练图像都会随机改变，最多：</translation>
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
        <source>How many units it has: more of them learn more, and slower</source>
        <translation>有多少个单元：越多学得越多，也越慢</translation>
    </message>
    <message>
        <source>Hidden layer</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Second hidden layer</source>
        <translation>第二隐藏层</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Chance, or what the model in use has learnt already</source>
        <translation>随机，或在用模型已学到的</translation>
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
        <source>How many images it never saw measure it: too few may flatter it</source>
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
        <source>Points of the curves</source>
        <translation>曲线的点数</translation>
    </message>
    <message>
        <source>How often loss and accuracy are measured on the way</source>
        <translation>途中测量损失和准确率的次数</translation>
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
    <message>
        <source>Thickness, pixels</source>
        <translation>粗细，像素</translation>
    </message>
    <message>
        <source>Strokes wider or narrower by up to that many pixels</source>
        <translation>笔画最多变粗或变细这么多像素</translation>
    </message>
    <message>
        <source>Calm end, %</source>
        <translation>平缓收尾，%</translation>
    </message>
    <message>
        <source>In that last share of the run all this is done a quarter as much</source>
        <translation>训练的最后这一部分里，以上变化只做四分之一</translation>
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
        <source>Another run</source>
        <translation>其他训练</translation>
    </message>
    <message>
        <source>{count} other runs are not saved yet: look at what they gave, one after the other</source>
        <translation>另有 {count} 次训练的结果还没有保存：逐个看看它们的结果</translation>
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
        <source>Stopped before it had learnt what is no digit: it takes a scribble for a digit.</source>
        <translation>在学会什么不是数字之前就停止了：它会把涂鸦当作数字。</translation>
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
        <source>Each row is a digit, each column what the new model read.</source>
        <translation>每行是一个数字，每列是新模型读成了什么。</translation>
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
    <message>
        <source>The other run</source>
        <translation>另一次训练</translation>
    </message>
    <message>
        <source>Another run is not saved yet: look at what it gave</source>
        <translation>另一次训练的结果还没有保存：看看它的结果</translation>
    </message>
    <message>
        <source>Replay…</source>
        <translation>回放…</translation>
    </message>
    <message>
        <source>See how the weights grew, step by step</source>
        <translation>一步一步看权重如何形成</translation>
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
    <name>VariationSamples</name>
    <message>
        <source>Training images, varied</source>
        <translation>变化后的训练图像</translation>
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
        <source>What {count} units of the first layer look for: ink on red wakes a unit, ink on blue calms it.</source>
        <translation>第一层 {count} 个单元各自寻找的图案：落在红色上的笔迹使单元兴奋，落在蓝色上的使它平静。</translation>
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
        <source>What the model has learnt</source>
        <translation>模型学到了什么</translation>
    </message>
    <message>
        <source>← All pictures</source>
        <translation>← 全部图片</translation>
    </message>
    <message>
        <source>Show all pictures again (Esc)</source>
        <translation>重新显示全部图片（Esc）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Put the pictures on the clipboard</source>
        <translation>把这些图片放到剪贴板</translation>
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
    <name>WelcomePage</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>See how a machine reads</source>
        <translation>看看机器怎样认字</translation>
    </message>
    <message>
        <source>Six short lessons. Each opens below the canvas, page by page; “Present” shows it to a class.</source>
        <translation>六堂短课。每堂课都在画布下方逐页打开；“演示”可以放给全班看。</translation>
    </message>
    <message>
        <source>A lesson of my own</source>
        <translation>自己做一堂课</translation>
    </message>
    <message>
        <source>Open a lesson…</source>
        <translation>打开课程…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
        <source>&amp;Lesson</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
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
        <source>C&amp;opy drawing</source>
        <translation>复制画作(&amp;O)</translation>
    </message>
    <message>
        <source>Put the drawing on the clipboard as a picture</source>
        <translation>把画作为图片放到剪贴板上</translation>
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
        <source>&amp;Data…</source>
        <translation>数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Look through MNIST and other labelled digits</source>
        <translation>浏览 MNIST 和其他带标签的数字</translation>
    </message>
    <message>
        <source>Teac&amp;h it…</source>
        <translation>教它(&amp;H)…</translation>
    </message>
    <message>
        <source>Let the model in use learn from your own drawings</source>
        <translation>让正在使用的模型从你自己的画中学习</translation>
    </message>
    <message>
        <source>Learn from &amp;few…</source>
        <translation>少样本学习(&amp;F)…</translation>
    </message>
    <message>
        <source>See how much a model learns from few images</source>
        <translation>看看模型能从少量图像中学到多少</translation>
    </message>
    <message>
        <source>&amp;Manage models…</source>
        <translation>管理模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Rename, delete and import models</source>
        <translation>重命名、删除和导入模型</translation>
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
        <source>&amp;Lessons…</source>
        <translation>课程(&amp;L)…</translation>
    </message>
    <message>
        <source>Open a prepared lesson, or make one of your own</source>
        <translation>打开现成的课程，或者自己做一个</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>演示(&amp;P)</translation>
    </message>
    <message>
        <source>Show the lesson to a class, large and full-screen</source>
        <translation>全屏大字，给全班看</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>按键(&amp;K)…</translation>
    </message>
    <message>
        <source>All that can be done with the keyboard</source>
        <translation>用键盘可以做的一切</translation>
    </message>
    <message>
        <source>&amp;About digitpad</source>
        <translation>关于 digitpad(&amp;A)</translation>
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
    <name>WorkRow</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>_ModelRow</name>
    <message>
        <source>{milliseconds} ms</source>
        <translation>{milliseconds} 毫秒</translation>
    </message>
    <message>
        <source>{count} weights</source>
        <translation>{count} 个权重</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>The canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>made small, nothing else</source>
        <translation>只是缩小</translation>
    </message>
    <message>
        <source>Even out the light</source>
        <translation>均匀光线</translation>
    </message>
    <message>
        <source>shadows vanish</source>
        <translation>纸上的阴影消失</translation>
    </message>
    <message>
        <source>Wipe out lines</source>
        <translation>去掉格线</translation>
    </message>
    <message>
        <source>ruled paper becomes blank</source>
        <translation>横线纸或方格纸变成白纸</translation>
    </message>
    <message>
        <source>Find the ink</source>
        <translation>找出笔迹</translation>
    </message>
    <message>
        <source>paper becomes white, ink black</source>
        <translation>纸变白，墨变黑</translation>
    </message>
    <message>
        <source>Leave out dirt</source>
        <translation>去掉污点</translation>
    </message>
    <message>
        <source>only writing stays</source>
        <translation>只留下字迹</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>its place no longer matters</source>
        <translation>画在哪里不再重要</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>its longer side: 20 pixels</source>
        <translation>长边变为 20 个像素</translation>
    </message>
    <message>
        <source>Even stroke width</source>
        <translation>统一笔画粗细</translation>
    </message>
    <message>
        <source>as the digits it learnt from</source>
        <translation>与模型学过的数字一样粗</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>its mass to the middle</source>
        <translation>把笔迹的重心移到中间</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>取平均</translation>
    </message>
    <message>
        <source>means of 4 × 4 finer pixels</source>
        <translation>每个像素是 4 × 4 个细像素的平均</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>every pixel ink or paper</source>
        <translation>每个像素不是墨就是纸，没有中间值</translation>
    </message>
    <message>
        <source>Off: this step is skipped</source>
        <translation>关闭：跳过这一步</translation>
    </message>
</context>
<context>
    <name>close_question</name>
    <message>
        <source>A training is running. Stop it and close?</source>
        <translation>训练正在进行。要停止并关闭吗？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save, stop and close</source>
        <translation>保存、停止并关闭</translation>
    </message>
    <message>
        <source>Save it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save them</source>
        <translation>全部保存</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>都不保存</translation>
    </message>
    <message>
        <source>What is saved is in the list of models the next time; the rest is lost.</source>
        <translation>保存的模型下次会在模型列表中；其余的会丢失。</translation>
    </message>
    <message>
        <source>What it has learnt until now would be lost.</source>
        <translation>到目前为止学到的内容将会丢失。</translation>
    </message>
    <message>
        <source>{count} new models are not saved.</source>
        <translation>有 {count} 个新模型还没有保存。</translation>
    </message>
    <message>
        <source>A taught model is not saved.</source>
        <translation>教过的模型还没有保存。</translation>
    </message>
    <message>
        <source>A trained model is not saved.</source>
        <translation>训练好的模型还没有保存。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>A training is running, and a model practises. Stop both and close?</source>
        <translation>训练正在进行，另有模型正在练习。要把两者都停止并关闭吗？</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都继续</translation>
    </message>
    <message>
        <source>A model practises your drawings. Stop it and close?</source>
        <translation>模型正在练习你的画。要停止并关闭吗？</translation>
    </message>
    <message>
        <source>Keep practising</source>
        <translation>继续练习</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>继续训练</translation>
    </message>
</context>
<context>
    <name>damage_texts</name>
    <message>
        <source>it is damaged or cut short</source>
        <translation>文件已损坏或不完整</translation>
    </message>
    <message>
        <source>it is not written as digitpad writes it</source>
        <translation>它的写法与 digitpad 的不同</translation>
    </message>
    <message>
        <source>it has more than {most:,} lines</source>
        <translation>它超过 {most:,} 行</translation>
    </message>
    <message>
        <source>line {line} is too long to be one digit</source>
        <translation>第 {line} 行太长，不可能是一个数字</translation>
    </message>
    <message>
        <source>its line {line} holds no drawing</source>
        <translation>第 {line} 行不是一幅图画</translation>
    </message>
    <message>
        <source>its line {line} does not say which digit it is</source>
        <translation>第 {line} 行没有说明是哪个数字</translation>
    </message>
    <message>
        <source>line {line} has {count} columns instead of {wanted}</source>
        <translation>第 {line} 行有 {count} 列，应为 {wanted} 列</translation>
    </message>
    <message>
        <source>line {line}, column {column}: “{field}” is not a whole number from 0 to 255</source>
        <translation>第 {line} 行第 {column} 列：“{field}”不是 0 到 255 之间的整数</translation>
    </message>
    <message>
        <source>line {line}: the label {label} is not a digit from 0 to 9</source>
        <translation>第 {line} 行：标签 {label} 不是 0 到 9 之间的数字</translation>
    </message>
    <message>
        <source>there are {labels:,} labels for {count:,} images</source>
        <translation>{count:,} 张图像却有 {labels:,} 个标签</translation>
    </message>
    <message>
        <source>label {row} is {label}, not a digit from 0 to 9</source>
        <translation>第 {row} 个标签是 {label}，不是 0 到 9 之间的数字</translation>
    </message>
    <message>
        <source>there is no “{array}” in it</source>
        <translation>里面没有“{array}”</translation>
    </message>
    <message>
        <source>“{array}” in it could be a program, and is not read</source>
        <translation>里面的“{array}”可能是程序，因此不读取</translation>
    </message>
    <message>
        <source>“{array}” in it is too large: at most {most:,} digits are read</source>
        <translation>里面的“{array}”太大：最多读取 {most:,} 个数字</translation>
    </message>
    <message>
        <source>“{array}” in it holds no images of {side} × {side} pixels</source>
        <translation>里面的“{array}”不是 {side} × {side} 像素的图像</translation>
    </message>
    <message>
        <source>“{array}” in it holds no labels, one whole number for each image</source>
        <translation>里面的“{array}”不是标签：每张图像应有一个整数</translation>
    </message>
    <message>
        <source>there is no “{name}” in it, neither plain nor packed (.gz)</source>
        <translation>里面没有“{name}”，压缩的（.gz）也没有</translation>
    </message>
    <message>
        <source>it does not begin like an IDX file of images</source>
        <translation>它的开头不像 IDX 图像文件</translation>
    </message>
    <message>
        <source>it does not begin like an IDX file of labels</source>
        <translation>它的开头不像 IDX 标签文件</translation>
    </message>
    <message>
        <source>its images are {size} pixels, not {side} × {side}</source>
        <translation>里面的图像是 {size} 像素，应为 {side} × {side}</translation>
    </message>
    <message>
        <source>it claims to hold {rows:,} digits, and at most {most:,} are read</source>
        <translation>它声称有 {rows:,} 个数字，而最多读取 {most:,} 个</translation>
    </message>
    <message>
        <source>it claims to hold {rows:,} digits, but holds more or fewer</source>
        <translation>它声称有 {rows:,} 个数字，实际数目却不同</translation>
    </message>
    <message>
        <source>its folder “{name}” is not named after a digit from 0 to 9</source>
        <translation>里面的文件夹“{name}”不是以 0 到 9 的数字命名的</translation>
    </message>
    <message>
        <source>it holds {count:,} pictures, and at most {most:,} are read</source>
        <translation>里面有 {count:,} 张图片，而最多读取 {most:,} 张</translation>
    </message>
    <message>
        <source>it has more than {megabytes} MB</source>
        <translation>它超过 {megabytes} MB</translation>
    </message>
    <message>
        <source>it is not a lesson of digitpad&apos;s</source>
        <translation>它不是 digitpad 的课程</translation>
    </message>
    <message>
        <source>a later digitpad has written it</source>
        <translation>它是由更新版本的 digitpad 写的</translation>
    </message>
    <message>
        <source>it has no pages</source>
        <translation>里面没有页</translation>
    </message>
    <message>
        <source>it has {count:,} pages, and at most {most:,} are read</source>
        <translation>它有 {count:,} 页，最多读取 {most:,} 页</translation>
    </message>
    <message>
        <source>its “{key}” is no text, or one that is too long</source>
        <translation>它的“{key}”不是文字，或者太长</translation>
    </message>
    <message>
        <source>its page {page} holds no drawing</source>
        <translation>第 {page} 页里没有画</translation>
    </message>
    <message>
        <source>the label of its page {page} is not a digit from 0 to 9</source>
        <translation>第 {page} 页的标签不是 0 到 9 的数字</translation>
    </message>
    <message>
        <source>the “{key}” of its page {page} is no text, or one that is too long</source>
        <translation>第 {page} 页的“{key}”不是文字，或者太长</translation>
    </message>
    <message>
        <source>the “{key}” of its page {page} is not a name</source>
        <translation>第 {page} 页的“{key}”不是名称</translation>
    </message>
    <message>
        <source>what its page {page} chooses in its tab cannot be read</source>
        <translation>第 {page} 页在标签页中的选择无法读取</translation>
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
        <source>MNIST was not found: let the window&apos;s “Data” download it, or download {address} and put it into {folder}</source>
        <translation>没有找到 MNIST：请在窗口的“数据”中下载，或自行下载 {address} 并放进 {folder}</translation>
    </message>
    <message>
        <source>MNIST could not be downloaded ({reason}): try again, or download {address} elsewhere and put it into {folder}</source>
        <translation>无法下载 MNIST（{reason}）：请再试一次，或在别处下载 {address} 并放进 {folder}</translation>
    </message>
    <message>
        <source>{path}: there are several digits ({text}), and one at a time is explained</source>
        <translation>{path}：有几个数字（{text}），一次只解释一个</translation>
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
        <source>the model could not be converted: is there room in {folder}, for temporary files, and in memory?</source>
        <translation>无法转换模型：{folder}（临时文件）和内存中还有空间吗？</translation>
    </message>
    <message>
        <source>the model {name!r} came with the program: it is neither renamed nor deleted</source>
        <translation>模型 {name!r} 随程序附带：不能重命名或删除</translation>
    </message>
    <message>
        <source>there is a model called {name!r} already</source>
        <translation>已经有名为 {name!r} 的模型</translation>
    </message>
    <message>
        <source>the model {name!r} is damaged or not digitpad&apos;s: {reason}</source>
        <translation>模型 {name!r} 已损坏，或不是 digitpad 的模型：{reason}</translation>
    </message>
    <message>
        <source>a program of somebody else&apos;s reads here: it answers, but it cannot be taught</source>
        <translation>这里由别人的程序来读：它能回答，但不能教</translation>
    </message>
    <message>
        <source>“{name}” is no network that digitpad knows how to teach</source>
        <translation>digitpad 不知道怎样教“{name}”这种网络</translation>
    </message>
    <message>
        <source>“{name}” cannot be taught: its file {file} is missing</source>
        <translation>“{name}”不能教：缺少文件 {file}</translation>
    </message>
    <message>
        <source>there is nothing to teach yet: draw a digit, and say with a digit key what it should have been</source>
        <translation>还没有可教的东西：写一个数字，再用数字键说它本应是什么</translation>
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
    <name>report</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} / {count}</translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation>图画</translation>
    </message>
    <message>
        <source>What the model sees: 28×28 pixels</source>
        <translation>模型看到的图像：28×28 像素</translation>
    </message>
    <message>
        <source>Evidence for {digit} rather than {other}</source>
        <translation>支持 {digit} 而不是 {other} 的证据</translation>
    </message>
    <message>
        <source>for {other}</source>
        <translation>支持 {other}</translation>
    </message>
    <message>
        <source>for {digit}</source>
        <translation>支持 {digit}</translation>
    </message>
    <message>
        <source>Evidence is ink times weight, pixel by pixel: red ink speaks for the likeliest digit, blue ink for the other one.</source>
        <translation>证据是逐个像素的墨乘以权重：红色的墨支持最可能的数字，蓝色的墨支持另一个。</translation>
    </message>
    <message>
        <source>Evidence is red where the lead of the likeliest digit falls when a patch of paper covers the ink.</source>
        <translation>用一小块纸盖住墨迹，最可能的数字领先变少的地方，证据为红色。</translation>
    </message>
    <message>
        <source>{model}: {digit}, {percent}.</source>
        <translation>{model}：{digit}，{percent}。</translation>
    </message>
    <message>
        <source>That is right.</source>
        <translation>答对了。</translation>
    </message>
    <message>
        <source>It should be {label}.</source>
        <translation>应该是 {label}。</translation>
    </message>
    <message>
        <source>{model}: not sure this is a digit.</source>
        <translation>{model}：不确定这是不是数字。</translation>
    </message>
    <message>
        <source>{model}: {text}.</source>
        <translation>{model}：{text}。</translation>
    </message>
    <message>
        <source>There is nothing on the canvas.</source>
        <translation>画布上什么都没有。</translation>
    </message>
    <message>
        <source>The model “{model}” is not here, so nothing was read.</source>
        <translation>这里没有模型“{model}”，所以没有读。</translation>
    </message>
    <message>
        <source>What each model reads</source>
        <translation>各个模型读成什么</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Made with digitpad</source>
        <translation>由 digitpad 制作</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Something went wrong ({reason}). The log has the details.</source>
        <translation>出了点问题（{reason}）。详情见日志。</translation>
    </message>
    <message>
        <source>{count} images are too few for this recipe, which keeps {kept} for choosing.</source>
        <translation>{count} 张图像太少：这个配方要留出 {kept} 张用于选择。</translation>
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
        <source>The tutorial warns of it: the loss becomes infinite after a few steps.</source>
        <translation>教程对此有警告：几步之后损失变为无穷大。</translation>
    </message>
    <message>
        <source>Learning what is no digit…</source>
        <translation>正在学习什么不是数字…</translation>
    </message>
    <message>
        <source>Measuring what was learnt…</source>
        <translation>正在衡量学到的内容…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>sure and right</source>
        <translation>有把握而且正确</translation>
    </message>
    <message>
        <source>sure and wrong</source>
        <translation>有把握却错了</translation>
    </message>
    <message>
        <source>right, but not sure</source>
        <translation>正确，但没有把握</translation>
    </message>
    <message>
        <source>wrong, but not sure</source>
        <translation>错了，但也没有把握</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>There is not enough memory: close other programs, or take fewer images.</source>
        <translation>内存不足：请关闭其他程序，或减少图像。</translation>
    </message>
    <message>
        <source>There is no file “{file}”.</source>
        <translation>没有文件“{file}”。</translation>
    </message>
    <message>
        <source>“{file}” is a folder, not a file.</source>
        <translation>“{file}”是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>“{file}” is empty.</source>
        <translation>“{file}”是空的。</translation>
    </message>
    <message>
        <source>“{file}” cannot be read: {reason}.</source>
        <translation>无法读取“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>“{file}” cannot be saved: {reason}.</source>
        <translation>无法保存“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>“{file}” is too large for a picture: {megabytes} MB, and {limit} are the most.</source>
        <translation>图片“{file}”太大：{megabytes} MB，最多 {limit} MB。</translation>
    </message>
    <message>
        <source>“{file}” is not a picture that can be opened: PNG, JPEG, BMP, WebP and TIFF can.</source>
        <translation>“{file}”不是可以打开的图片：支持 PNG、JPEG、BMP、WebP 和 TIFF。</translation>
    </message>
    <message>
        <source>“{file}” could not be opened: the picture is damaged or cut short.</source>
        <translation>无法打开“{file}”：图片已损坏或不完整。</translation>
    </message>
    <message>
        <source>“{file}” is too large: {width} × {height} pixels, and {limit} million in all are the most.</source>
        <translation>“{file}”太大：{width} × {height} 像素，总共最多 {limit} 百万。</translation>
    </message>
    <message>
        <source>There is no file or folder “{file}”.</source>
        <translation>没有文件或文件夹“{file}”。</translation>
    </message>
    <message>
        <source>“{file}” is not a data set: npz, IDX, CSV, folders of pictures and drawings can be read.</source>
        <translation>“{file}”不是数据集：可以读取 npz、IDX、CSV、图片文件夹和笔画文件。</translation>
    </message>
    <message>
        <source>“{file}” cannot be used: {reason}.</source>
        <translation>无法使用“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>“{file}” holds no digit to work with.</source>
        <translation>“{file}”中没有可用的数字。</translation>
    </message>
    <message>
        <source>“{file}” holds no pen strokes, which {option} needs.</source>
        <translation>“{file}”中没有 {option} 所需的笔画。</translation>
    </message>
    <message>
        <source>MNIST was not found: let “Data” download it, or download {address} and put it into {folder}.</source>
        <translation>没有找到 MNIST：请在“数据”中下载，或自行下载 {address} 并放进 {folder}。</translation>
    </message>
    <message>
        <source>MNIST could not be downloaded ({reason}): try again, or download {address} elsewhere and put it into {folder}.</source>
        <translation>无法下载 MNIST（{reason}）：请再试一次，或在别处下载 {address} 并放进 {folder}。</translation>
    </message>
    <message>
        <source>“{file}” shows several digits ({text}): one at a time is explained.</source>
        <translation>“{file}”中有几个数字（{text}）：一次只解释一个。</translation>
    </message>
    <message>
        <source>No model has been loaded.</source>
        <translation>还没有载入模型。</translation>
    </message>
    <message>
        <source>There is no model called “{name}”.</source>
        <translation>没有名为“{name}”的模型。</translation>
    </message>
    <message>
        <source>“{name}” cannot be a model&apos;s name: at most 64 letters, no dot, space or ~ first, none of / \ : * ? &lt; &gt; |.</source>
        <translation>“{name}”不能用作模型名称：最多 64 个字符，开头不能是点、空格或 ~，不能含有 / \ : * ? &lt; &gt; |。</translation>
    </message>
    <message>
        <source>The model “{name}” came with the program and is not overwritten: choose another name.</source>
        <translation>模型“{name}”随程序附带，不会被覆盖：请换一个名称。</translation>
    </message>
    <message>
        <source>The model could not be converted: is there room on the disk, for temporary files, and in memory?</source>
        <translation>无法转换模型：磁盘（临时文件）和内存中还有空间吗？</translation>
    </message>
    <message>
        <source>The model “{name}” came with the program: it is neither renamed nor deleted.</source>
        <translation>模型“{name}”随程序附带：不能重命名或删除。</translation>
    </message>
    <message>
        <source>There is a model called “{name}” already.</source>
        <translation>已经有名为“{name}”的模型。</translation>
    </message>
    <message>
        <source>The model “{name}” is damaged, or was not made by digitpad.</source>
        <translation>模型“{name}”已损坏，或不是 digitpad 的模型。</translation>
    </message>
    <message>
        <source>Somebody else&apos;s program reads here: it answers, but it cannot be taught.</source>
        <translation>这里由别人的程序来读：它能回答，但不能教。</translation>
    </message>
    <message>
        <source>“{name}” is not a network that digitpad knows how to teach.</source>
        <translation>digitpad 不知道怎样教“{name}”这种网络。</translation>
    </message>
    <message>
        <source>“{name}” cannot be taught: its file {file} is missing.</source>
        <translation>“{name}”不能教：缺少文件 {file}。</translation>
    </message>
    <message>
        <source>There is nothing to teach yet: draw a digit, and say with a digit key what it should have been.</source>
        <translation>还没有可教的东西：写一个数字，再用数字键说它本应是什么。</translation>
    </message>
    <message>
        <source>There is no recipe called “{name}”.</source>
        <translation>没有名为“{name}”的配方。</translation>
    </message>
    <message>
        <source>{option}: {reason}.</source>
        <translation>{option}：{reason}。</translation>
    </message>
    <message>
        <source>no space is left on the disk</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>you are not allowed to</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>nothing can be saved there</source>
        <translation>那里不能保存文件</translation>
    </message>
    <message>
        <source>it is not an ordinary file</source>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it is not a lesson of digitpad&apos;s</source>
        <translation>它不是 digitpad 的课程</translation>
    </message>
    <message>
        <source>it is not written as digitpad writes it</source>
        <translation>它的写法与 digitpad 的不同</translation>
    </message>
    <message>
        <source>Softmax, losses added up</source>
        <translation>Softmax，损失相加</translation>
    </message>
    <message>
        <source>How the program&apos;s own model was trained.</source>
        <translation>程序自带的模型就是这样训练的。</translation>
    </message>
    <message>
        <source>Smaller and deeper; the program&apos;s own one learnt from people&apos;s pen strokes too.</source>
        <translation>更小更深；程序自带的那个还学习了人们的笔画。</translation>
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

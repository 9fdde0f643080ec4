<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BottomBar</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字大小</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>白底</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>黑底</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>找人帮</translation>
    </message>
    <message>
        <source>I am done</source>
        <translation>用完了</translation>
    </message>
</context>
<context>
    <name>CalculatorScreen</name>
    <message>
        <source>%1, question %2</source>
        <translation>%1 · 第%2问</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>上一问</translation>
    </message>
    <message>
        <source>I do not know, go on</source>
        <translation>不清楚，先跳过</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>CalculatorsScreen</name>
    <message>
        <source>Work it out</source>
        <translation>算一算</translation>
    </message>
</context>
<context>
    <name>CameraScreen</name>
    <message>
        <source>Lay the paper under the camera</source>
        <translation>把材料放在摄像头下面</translation>
    </message>
    <message>
        <source>Demonstration: these are stored pictures, there is no camera.</source>
        <translation>演示：这是存好的图片，没有真的拍。</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) kept</source>
        <translation>
            <numerusform>收好了%n张</numerusform>
        </translation>
    </message>
    <message>
        <source>What the camera sees now</source>
        <translation>摄像头现在看到的画面</translation>
    </message>
    <message>
        <source>The camera is being opened…</source>
        <translation>正在打开摄像头……</translation>
    </message>
    <message>
        <source>The whole sheet is seen: take the photo.</source>
        <translation>整张纸都看到了，可以拍了。</translation>
    </message>
    <message>
        <source>The whole sheet is not seen yet. Lay it flat, with all four corners in the picture. You can take the photo as it is, too.</source>
        <translation>还没看到整张纸。把纸放平，四个角都露在画面里。就这样拍也行。</translation>
    </message>
    <message>
        <source>The photo just taken</source>
        <translation>刚拍的照片</translation>
    </message>
    <message>
        <source>No edge of a sheet was seen, so the picture is kept as it is. If it is hard to read, take it again.</source>
        <translation>没有看出纸的边，照片原样留着。看不清的话，请重新拍。</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>就用这张</translation>
    </message>
    <message>
        <source>Taking it…</source>
        <translation>正在拍……</translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation>重新拍</translation>
    </message>
    <message>
        <source>Take the photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Try the camera again</source>
        <translation>再试一次摄像头</translation>
    </message>
    <message>
        <source>Send photos from my phone</source>
        <translation>用手机传照片</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>回去接着填</translation>
    </message>
</context>
<context>
    <name>DateWheels</name>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日</translation>
    </message>
</context>
<context>
    <name>DigestCard</name>
    <message>
        <source>In plain words</source>
        <translation>大白话</translation>
    </message>
</context>
<context>
    <name>FailedScreen</name>
    <message>
        <source>The law books cannot be read just now</source>
        <translation>法律内容现在读不出来</translation>
    </message>
    <message>
        <source>This cannot be done here just now</source>
        <translation>现在办不了这一项</translation>
    </message>
    <message>
        <source>Please tell the staff here. For advice now, dial 12348: it is free.</source>
        <translation>请告诉这里的工作人员。着急的话，打 12348 问，不要钱。</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人帮忙</translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1 · 第%2步，共%3步</translation>
    </message>
    <message>
        <source>Please check it</source>
        <translation>请看一遍对不对</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Lay your identity card on the reader…</source>
        <translation>请把身份证放到读卡器上……</translation>
    </message>
    <message>
        <source>Read my identity card</source>
        <translation>刷身份证</translation>
    </message>
    <message>
        <source>Demonstration: this reads a recorded card.</source>
        <translation>演示：读的是录好的卡，不是真的身份证。</translation>
    </message>
    <message>
        <source>Sign here with a finger</source>
        <translation>请用手指在这里签名</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>重新签</translation>
    </message>
    <message>
        <source>I have signed</source>
        <translation>签好了</translation>
    </message>
    <message>
        <source>I agree, go on</source>
        <translation>我同意，下一步</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Leave this out</source>
        <translation>这一项不填</translation>
    </message>
    <message>
        <source>Go on another day</source>
        <translation>改天接着填</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>Understood as: %1</source>
        <translation>我是这样理解的：%1</translation>
    </message>
    <message>
        <source>See what to do, step by step</source>
        <translation>一步一步看怎么办</translation>
    </message>
    <message>
        <source>I am not sure about this one</source>
        <translation>这个我没有把握</translation>
    </message>
    <message>
        <source>Better ask a person: 12348 is free, day and night; or the desk here; or make an appointment with a lawyer.</source>
        <translation>怕说错耽误您，最好问人：12348免费，白天晚上都有人接；也可以问本站窗口，或者约律师谈。</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人帮忙</translation>
    </message>
    <message>
        <source>Make an appointment</source>
        <translation>约律师谈</translation>
    </message>
    <message>
        <source>Read as: %1</source>
        <translation>听懂了：%1</translation>
    </message>
    <message>
        <source>Or is it this?</source>
        <translation>您问的是不是这个</translation>
    </message>
    <message>
        <source>Version of %1, no longer in force</source>
        <translation>%1 版，已经失效</translation>
    </message>
    <message>
        <source>Version of %1</source>
        <translation>%1 版</translation>
    </message>
    <message>
        <source>What the law says</source>
        <translation>法律怎么说</translation>
    </message>
</context>
<context>
    <name>GuideScreen</name>
    <message>
        <source>Step by step</source>
        <translation>一步一步来</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>期限，别错过</translation>
    </message>
    <message>
        <source>Bring along</source>
        <translation>带上这些</translation>
    </message>
    <message>
        <source>Where to go, whom to call</source>
        <translation>去哪里，找哪个</translation>
    </message>
    <message>
        <source>What can be done here</source>
        <translation>这里能帮您办</translation>
    </message>
    <message>
        <source>Work it out</source>
        <translation>算一算</translation>
    </message>
    <message>
        <source>What the law says</source>
        <translation>法律怎么说</translation>
    </message>
    <message>
        <source>Written by %1, reviewed on %2</source>
        <translation>%1编写，%2审核</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>大一点</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>小一点</translation>
    </message>
    <message>
        <source>Take home</source>
        <translation>扫码带走</translation>
    </message>
</context>
<context>
    <name>GuidesScreen</name>
    <message>
        <source>Step by step guides</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Made for you</source>
        <translation>为您准备的</translation>
    </message>
    <message>
        <source>By what happened</source>
        <translation>按事情找</translation>
    </message>
    <message>
        <source>There are no guides on this terminal yet</source>
        <translation>这台终端还没有指南</translation>
    </message>
    <message>
        <source>Please tell the staff here. For advice now, dial 12348: it is free.</source>
        <translation>请告诉这里的工作人员。急着问，请打12348，免费。</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人帮忙</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>You can always ask a person</source>
        <translation>随时可以找人问</translation>
    </message>
    <message>
        <source>Legal service hotline, free, day and night</source>
        <translation>法律服务热线，免费，白天晚上都有人接</translation>
    </message>
    <message>
        <source>The desk of this station</source>
        <translation>这里的服务台</translation>
    </message>
    <message>
        <source>Tell the staff what happened. Asking costs nothing, and you need no papers to ask.</source>
        <translation>把事情告诉工作人员就行。问一问不收钱，也不用带证件。</translation>
    </message>
    <message>
        <source>In danger now?</source>
        <translation>现在有危险？</translation>
    </message>
    <message>
        <source>Police 110, ambulance 120</source>
        <translation>报警 110，急救 120</translation>
    </message>
</context>
<context>
    <name>HitCard</name>
    <message>
        <source>No longer in force</source>
        <translation>已失效</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>What has happened to you?</source>
        <translation>您遇到了什么事？</translation>
    </message>
    <message>
        <source>Ask in your own words</source>
        <translation>点这里，用自己的话问</translation>
    </message>
    <message>
        <source>Common worries</source>
        <translation>大家常问</translation>
    </message>
    <message>
        <source>Look for yourself</source>
        <translation>自己找一找</translation>
    </message>
    <message>
        <source>Do it here</source>
        <translation>在这里办</translation>
    </message>
    <message>
        <source>Step by step guides</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Work it out</source>
        <translation>算一算</translation>
    </message>
    <message>
        <source>The law itself</source>
        <translation>翻看法律</translation>
    </message>
    <message>
        <source>The law books on this terminal are not ready</source>
        <translation>这台机器里的法律内容还没准备好</translation>
    </message>
    <message>
        <source>Please tell the staff here. For advice now, dial 12348: it is free.</source>
        <translation>请告诉这里的工作人员。着急的话，打 12348 问，不要钱。</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人帮忙</translation>
    </message>
</context>
<context>
    <name>KeptScreen</name>
    <message>
        <source>Kept for another day</source>
        <translation>存好了，改天接着填</translation>
    </message>
    <message numerus="yes">
        <source>Write this number down. With it you go on here within %n day(s); after that it is deleted.</source>
        <translation>
            <numerusform>把这个号码抄下来或者拍下来。%n天之内凭它在这里接着填，过期就自动删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>打印小票</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>好了</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Legal service</source>
        <translation>公共法律服务</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Delete</source>
        <translation>删</translation>
    </message>
</context>
<context>
    <name>PackageScreen</name>
    <message>
        <source>What can be done here</source>
        <translation>这里能帮您办</translation>
    </message>
    <message>
        <source>Step by step guides</source>
        <translation>办事指南</translation>
    </message>
    <message>
        <source>Work it out</source>
        <translation>算一算</translation>
    </message>
    <message>
        <source>Where to go, whom to call</source>
        <translation>去哪里，找哪个</translation>
    </message>
</context>
<context>
    <name>PartsForm</name>
    <message>
        <source>Name, or what people call them</source>
        <translation>名字，或者平时怎么叫他</translation>
    </message>
    <message>
        <source>Village or community</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>Telephone, if you know it</source>
        <translation>电话，晓得就填</translation>
    </message>
    <message>
        <source>Group, street, house</source>
        <translation>几组几号，或者街道门牌</translation>
    </message>
    <message>
        <source>Where they live or work, if you know it</source>
        <translation>住在哪里、在哪里上班，晓得就填</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>PhoneScreen</name>
    <message>
        <source>Send photos from your phone</source>
        <translation>用手机传照片</translation>
    </message>
    <message>
        <source>Join the station&apos;s wireless network, scan the code, choose photos and send them.</source>
        <translation>先连上站里的无线网，再扫这个码，选照片发过来。</translation>
    </message>
    <message>
        <source>A code for your phone</source>
        <translation>给手机扫的码</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) arrived</source>
        <translation>
            <numerusform>收到%n张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>回去接着填</translation>
    </message>
</context>
<context>
    <name>PhotosForm</name>
    <message>
        <source>Photo %1</source>
        <translation>第%1张照片</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>不要这张</translation>
    </message>
    <message>
        <source>Photograph a document here</source>
        <translation>在这里拍材料</translation>
    </message>
    <message>
        <source>Send photos from my phone</source>
        <translation>用手机传照片</translation>
    </message>
    <message>
        <source>Photos cannot be taken at this terminal. Bring the papers to the desk, the staff will copy them.</source>
        <translation>这台机器拍不了照片。把材料带到窗口，工作人员帮您复印。</translation>
    </message>
    <message>
        <source>These are all, go on</source>
        <translation>就这些，下一步</translation>
    </message>
    <message>
        <source>None now, go on</source>
        <translation>现在没有，下一步</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Number %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source>Photograph the papers now</source>
        <translation>现在拍照补材料</translation>
    </message>
    <message>
        <source>Photos cannot be taken at this terminal. Bring the papers to the desk, the staff will copy them.</source>
        <translation>这台机器拍不了照片。把材料带到窗口，工作人员帮您复印。</translation>
    </message>
    <message>
        <source>The staff write to you</source>
        <translation>工作人员给您留言</translation>
    </message>
    <message>
        <source>What happened so far</source>
        <translation>办到哪一步了</translation>
    </message>
</context>
<context>
    <name>ProgressScreen</name>
    <message>
        <source>The number on your slip</source>
        <translation>小票上的编号</translation>
    </message>
    <message>
        <source>The last four characters of your identity number</source>
        <translation>身份证号最后四位</translation>
    </message>
    <message>
        <source>13 digits, with or without gaps.</source>
        <translation>一共13位数字。</translation>
    </message>
    <message>
        <source>Photograph the code on my slip instead</source>
        <translation>拍回执上的码来查</translation>
    </message>
    <message>
        <source>Lay your identity card on the reader…</source>
        <translation>请把身份证放到读卡器上……</translation>
    </message>
    <message>
        <source>Read my identity card</source>
        <translation>刷身份证</translation>
    </message>
    <message>
        <source>Demonstration: this reads a recorded card.</source>
        <translation>演示：读的是录好的卡，不是真的身份证。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Another number</source>
        <translation>换个编号</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人帮忙</translation>
    </message>
</context>
<context>
    <name>QuestionScreen</name>
    <message>
        <source>None of these, ask a person</source>
        <translation>都不是，找人问</translation>
    </message>
</context>
<context>
    <name>ReaderScreen</name>
    <message>
        <source>Larger</source>
        <translation>大一点</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>小一点</translation>
    </message>
    <message>
        <source>Repealed</source>
        <translation>已废止</translation>
    </message>
    <message>
        <source>Replaced by a newer version</source>
        <translation>已有新版本</translation>
    </message>
    <message>
        <source>Official text, version of %1</source>
        <translation>法律原文，%1 版</translation>
    </message>
    <message>
        <source>The official text is not on this terminal. Staff here can show it to you.</source>
        <translation>这台机器里没有这一条的原文，可以请工作人员帮您查。</translation>
    </message>
    <message>
        <source>Articles it refers to</source>
        <translation>这一条提到的其他条文</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Take home</source>
        <translation>扫码带走</translation>
    </message>
</context>
<context>
    <name>ReceiptScreen</name>
    <message>
        <source>It is handed in</source>
        <translation>交好了</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>您的编号</translation>
    </message>
    <message>
        <source>A code with this number</source>
        <translation>带编号的码</translation>
    </message>
    <message>
        <source>Photograph the number or scan the code: with it you ask how things stand.</source>
        <translation>把编号拍下来，或者扫这个码，以后凭它问进度。</translation>
    </message>
    <message>
        <source>What happens now</source>
        <translation>接下来会怎样</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>打印小票</translation>
    </message>
    <message>
        <source>Print the application</source>
        <translation>打印申请表</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>好了</translation>
    </message>
</context>
<context>
    <name>Resting</name>
    <message>
        <source>Touch the screen to begin</source>
        <translation>点一下屏幕，开始</translation>
    </message>
    <message>
        <source>%1: look up the law, free of charge</source>
        <translation>%1 · 查法律，不收钱</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Take home</source>
        <translation>扫码带走</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>重新算</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>上一问</translation>
    </message>
    <message>
        <source>How it was worked out</source>
        <translation>是这样算的</translation>
    </message>
    <message>
        <source>What this does not cover</source>
        <translation>这里没算的</translation>
    </message>
</context>
<context>
    <name>ResumeScreen</name>
    <message>
        <source>Go on with what you began</source>
        <translation>接着填上次的</translation>
    </message>
    <message>
        <source>The eight digits on your slip, or your whole identity number.</source>
        <translation>小票上的八位数字，或者完整的身份证号。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>ScrollKeys</name>
    <message>
        <source>Up</source>
        <translation>往上翻</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>往下翻</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>查一查</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>SearchScreen</name>
    <message>
        <source>For example: the boss does not pay my wages</source>
        <translation>比如：老板欠我工钱</translation>
    </message>
    <message>
        <source>Older versions too</source>
        <translation>旧版本也要看</translation>
    </message>
    <message>
        <source>None of these, show what the law says</source>
        <translation>都不是，看法律怎么说</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>正在查，请稍等…</translation>
    </message>
    <message>
        <source>Say what happened, in your own words</source>
        <translation>用自己的话说说是什么事</translation>
    </message>
    <message>
        <source>A statute, an article, or a few letters of its pinyin will do as well.</source>
        <translation>也可以打法律的名字、第几条，或者拼音的头几个字母。</translation>
    </message>
    <message>
        <source>Nothing was found for this</source>
        <translation>没有查到</translation>
    </message>
    <message>
        <source>Try other words, or ask a person: 12348 is free, day and night.</source>
        <translation>换个说法再试一次，或者直接问人：12348 免费，白天晚上都有人接。</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>找人帮忙</translation>
    </message>
    <message>
        <source>The law books cannot be read just now</source>
        <translation>法律内容现在读不出来</translation>
    </message>
    <message>
        <source>Please tell the staff here. For advice now, dial 12348: it is free.</source>
        <translation>请告诉这里的工作人员。着急的话，打 12348 问，不要钱。</translation>
    </message>
</context>
<context>
    <name>ServiceScreen</name>
    <message>
        <source>Begin now</source>
        <translation>现在就办</translation>
    </message>
    <message>
        <source>Who can have it</source>
        <translation>哪些人可以</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>要不要钱</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>Bring along</source>
        <translation>带上这些</translation>
    </message>
    <message>
        <source>Tell the staff here that you want this</source>
        <translation>告诉工作人员，我要办这个</translation>
    </message>
</context>
<context>
    <name>ServicesScreen</name>
    <message>
        <source>Do it here</source>
        <translation>在这里办</translation>
    </message>
    <message>
        <source>Handed in or begun before</source>
        <translation>以前交过、填过的</translation>
    </message>
    <message>
        <source>How does my matter stand?</source>
        <translation>查办到哪一步了</translation>
    </message>
    <message>
        <source>Go on with what you began</source>
        <translation>接着填上次的</translation>
    </message>
    <message>
        <source>Rate a service</source>
        <translation>给服务打个分</translation>
    </message>
    <message>
        <source>Five grades, it takes a minute</source>
        <translation>五个等级，一分钟</translation>
    </message>
</context>
<context>
    <name>ShelfScreen</name>
    <message>
        <source>Older versions too</source>
        <translation>旧版本也要看</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) in plain words</source>
        <translation>
            <numerusform>有 %n 条大白话</numerusform>
        </translation>
    </message>
    <message>
        <source>Version of %1</source>
        <translation>%1 版</translation>
    </message>
    <message>
        <source>No longer in force</source>
        <translation>已失效</translation>
    </message>
</context>
<context>
    <name>ShelvesScreen</name>
    <message>
        <source>Browse the law</source>
        <translation>翻看法律</translation>
    </message>
    <message numerus="yes">
        <source>%n statute(s)</source>
        <translation>
            <numerusform>%n 部</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no law books on this terminal yet</source>
        <translation>这台机器里还没有法律内容</translation>
    </message>
    <message>
        <source>Please tell the staff here. For advice now, dial 12348: it is free.</source>
        <translation>请告诉这里的工作人员。着急的话，打 12348 问，不要钱。</translation>
    </message>
</context>
<context>
    <name>StatuteScreen</name>
    <message>
        <source>Version of %1, no longer in force</source>
        <translation>%1 版，已经失效</translation>
    </message>
    <message>
        <source>On this terminal in plain words only</source>
        <translation>这台机器里只有大白话，没有原文</translation>
    </message>
    <message>
        <source>Version of %1</source>
        <translation>%1 版</translation>
    </message>
    <message>
        <source>Find a word in this statute</source>
        <translation>在这部法律里找</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>找一找</translation>
    </message>
    <message>
        <source>This word is not in the statute</source>
        <translation>这部法律里没有这个词</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>看全部</translation>
    </message>
</context>
<context>
    <name>StillThere</name>
    <message>
        <source>Are you still there?</source>
        <translation>您还在吗？</translation>
    </message>
    <message>
        <source>If nobody touches the screen, this visit ends in %1 seconds and everything on it is cleared.</source>
        <translation>如果没有人点屏幕，%1 秒后就会结束，屏幕上的内容会清空。</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>我还在，继续看</translation>
    </message>
    <message>
        <source>I am done, clear it</source>
        <translation>用完了，清空</translation>
    </message>
</context>
<context>
    <name>SummaryForm</name>
    <message>
        <source>Touch a line to change it. When all is right, hand it in.</source>
        <translation>点哪一行就改哪一行。都对了，就交上去。</translation>
    </message>
    <message>
        <source>Handing it in…</source>
        <translation>正在交……</translation>
    </message>
    <message>
        <source>All right, hand it in</source>
        <translation>都对，交上去</translation>
    </message>
</context>
<context>
    <name>TakeawayScreen</name>
    <message>
        <source>Take it home on your phone</source>
        <translation>用手机带回家</translation>
    </message>
    <message>
        <source>A code with this article</source>
        <translation>带有这一条的二维码</translation>
    </message>
    <message>
        <source>Previous code</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next code</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Code %1 of %2</source>
        <translation>第 %1 张，共 %2 张</translation>
    </message>
    <message>
        <source>Scan it in WeChat: the page opens on your phone.</source>
        <translation>打开微信“扫一扫”，对准它，手机上就会打开网页。</translation>
    </message>
    <message>
        <source>Scan it in WeChat or with the camera: the text appears on your phone. No network needed.</source>
        <translation>打开微信“扫一扫”或者手机相机，对准它，文字就到手机上了。不用网络。</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印……</translation>
    </message>
    <message>
        <source>Print it as well</source>
        <translation>打印一份</translation>
    </message>
</context>
<context>
    <name>VerdictForm</name>
    <message>
        <source>Apply now</source>
        <translation>现在就申请</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Bring along</source>
        <translation>带上这些</translation>
    </message>
    <message>
        <source>What you can do</source>
        <translation>您可以这样办</translation>
    </message>
</context>
<context>
    <name>Wheel</name>
    <message>
        <source>%1 less</source>
        <translation>%1往前</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1往后</translation>
    </message>
</context>
<context>
    <name>style</name>
    <message>
        <source>Done</source>
        <translation>好了</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
</context>
</TS>

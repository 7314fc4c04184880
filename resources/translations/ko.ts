<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>DescentController</name>
    <message>
        <source>lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭 수</translation>
    </message>
</context>
<context>
    <name>DigitCanvas</name>
    <message>
        <source>Drawing canvas</source>
        <translation>그리기 판</translation>
    </message>
    <message>
        <source>Draw with mouse, finger or stylus. With the keyboard: arrow keys move the pen, with Shift in small steps; Space lowers and lifts it. P pen, E eraser, Delete clears, Escape takes back the stroke being drawn.</source>
        <translation>마우스, 손가락, 펜으로 그립니다. 키보드: 화살표 키로 펜을 옮기고(Shift와 함께 누르면 조금씩), 스페이스로 펜을 내리거나 듭니다. P 펜, E 지우개, Delete 모두 지우기, Esc 그리던 획 취소.</translation>
    </message>
    <message>
        <source>Draw a digit, 0 to 9</source>
        <translation>0부터 9까지 숫자 하나를 그려 보십시오</translation>
    </message>
</context>
<context>
    <name>DigitsTab</name>
    <message>
        <source>The network is being loaded …</source>
        <translation>신경망을 불러오는 중…</translation>
    </message>
    <message>
        <source>The network cannot be loaded. {reason}</source>
        <translation>신경망을 불러올 수 없습니다. {reason}</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>숫자 그리기</translation>
    </message>
    <message>
        <source>It reads</source>
        <translation>읽은 결과</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>Fitted to 20 × 20, centre of mass in the middle of 28 × 28.</source>
        <translation>20 × 20에 맞춘 뒤 무게중심을 28 × 28의 한가운데에 둡니다.</translation>
    </message>
    <message>
        <source>Try one of these</source>
        <translation>예시로 해 보기</translation>
    </message>
    <message>
        <source>How to read it</source>
        <translation>결과를 읽는 법</translation>
    </message>
    <message>
        <source>The network knows nothing but digits: its ten probabilities always add up to 100 %.</source>
        <translation>이 신경망은 숫자밖에 모릅니다. 무엇을 그리든 열 개의 확률을 더하면 언제나 100 %입니다.</translation>
    </message>
    <message>
        <source>A drawing between 4 and 9</source>
        <translation>4와 9 사이의 그림</translation>
    </message>
    <message>
        <source>A drawing of a {digit}</source>
        <translation>숫자 {digit} 그림</translation>
    </message>
    <message>
        <source>Point at a pixel to read its value.</source>
        <translation>픽셀을 가리키면 그 값을 보여 줍니다.</translation>
    </message>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>{row}행 {column}열: {value}</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>The network that comes trained with the program</source>
        <translation>프로그램에 들어 있는, 이미 학습된 신경망</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치 수</translation>
    </message>
    <message>
        <source>How many numbers the network has learned</source>
        <translation>신경망이 학습한 수의 개수</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>시험 정확도</translation>
    </message>
    <message>
        <source>How many of MNIST&apos;s 10,000 test images it reads right; it never learned from them</source>
        <translation>MNIST 시험 이미지 10,000장 가운데 바르게 읽는 비율. 이 이미지로는 학습하지 않았습니다.</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>전처리</translation>
    </message>
    <message>
        <source>From strokes to the 28 × 28 picture, measured</source>
        <translation>획에서 28 × 28 그림까지 걸린 시간(측정값)</translation>
    </message>
    <message>
        <source>From the picture to ten probabilities, measured</source>
        <translation>그림에서 열 개의 확률까지 걸린 시간(측정값)</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>연산 장치</translation>
    </message>
    <message>
        <source>Last answer took</source>
        <translation>마지막 분류 시간</translation>
    </message>
    <message>
        <source>Device that the network runs on</source>
        <translation>신경망을 실행하는 장치</translation>
    </message>
    <message>
        <source>{device} is missing: {reason}</source>
        <translation>{device}을(를) 쓸 수 없습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>FailurePane</name>
    <message>
        <source>The 3D view needs OpenGL, and there is none here.</source>
        <translation>3D 화면에는 OpenGL이 필요한데, 이 컴퓨터에서는 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Everything else works: training, data and curve, the loss curve and the digits. ({reason})</source>
        <translation>나머지는 모두 작동합니다: 학습, 데이터와 곡선, 손실 곡선, 숫자 인식. ({reason})</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Lossland: what can be done</source>
        <translation>Lossland: 할 수 있는 일</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Drag the start</source>
        <translation>시작점을 끌기</translation>
    </message>
    <message>
        <source>Another start; the path descent would take follows</source>
        <translation>시작점을 바꿉니다. 그곳에서 내려갈 경로가 따라옵니다</translation>
    </message>
    <message>
        <source>Drag beside the surface</source>
        <translation>곡면 바깥을 끌기</translation>
    </message>
    <message>
        <source>Turn the camera</source>
        <translation>시점을 돌립니다</translation>
    </message>
    <message>
        <source>Right button, or Shift and drag</source>
        <translation>오른쪽 버튼, 또는 Shift와 함께 끌기</translation>
    </message>
    <message>
        <source>Shift the view</source>
        <translation>화면을 옮깁니다</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Closer or farther</source>
        <translation>가까이 또는 멀리</translation>
    </message>
    <message>
        <source>Arrow keys on the surface</source>
        <translation>곡면에서 화살표 키</translation>
    </message>
    <message>
        <source>Move the start; with Shift in small steps</source>
        <translation>시작점을 옮깁니다. Shift와 함께 누르면 조금씩 움직입니다</translation>
    </message>
    <message>
        <source>Ctrl and arrow keys</source>
        <translation>Ctrl + 화살표 키</translation>
    </message>
    <message>
        <source>Escape while dragging</source>
        <translation>끄는 도중 Esc</translation>
    </message>
    <message>
        <source>Put the start back</source>
        <translation>시작점을 제자리로 되돌립니다</translation>
    </message>
    <message>
        <source>On the surface</source>
        <translation>곡면에서</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>What descent makes small</source>
        <translation>경사하강법이 줄이려는 값</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>The rule that turns the gradient into a step</source>
        <translation>기울기로부터 한 걸음을 정하는 규칙</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How long the step is; any number from {low:g} to {high:g}</source>
        <translation>한 걸음의 크기. {low:g}부터 {high:g}까지 아무 수나 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>The bias at epoch 0; Up and Down change it by 0.1</source>
        <translation>에폭 0에서의 편향. 위·아래 키로 0.1씩 바꿉니다</translation>
    </message>
    <message>
        <source>The weight at epoch 0; Up and Down change it by 0.1</source>
        <translation>에폭 0에서의 가중치. 위·아래 키로 0.1씩 바꿉니다</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭 수</translation>
    </message>
    <message>
        <source>Number of updates, {low:,} to {high:,}</source>
        <translation>업데이트 횟수, {low:,}부터 {high:,}까지</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>Learning rate, logarithmic slider</source>
        <translation>학습률, 로그 슬라이더</translation>
    </message>
    <message>
        <source>hyper-parameters</source>
        <translation>하이퍼파라미터</translation>
    </message>
    <message>
        <source>Momentum, decay and the like, with torch’s own names</source>
        <translation>모멘텀, 감쇠 등. 이름은 torch와 같습니다</translation>
    </message>
</context>
<context>
    <name>PixelView</name>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>The 28 × 28 picture that the network receives. Arrow keys read out single pixels.</source>
        <translation>신경망에 실제로 들어가는 28 × 28 그림. 화살표 키로 픽셀 값을 하나씩 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Point at a pixel to read its value: 0 is paper, 1 is ink.</source>
        <translation>픽셀을 가리키면 값을 보여 줍니다: 0은 종이, 1은 잉크입니다.</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>아직 없음</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>What the network reads</source>
        <translation>신경망이 읽은 결과</translation>
    </message>
    <message>
        <source>The answer follows the pen.</source>
        <translation>펜을 움직이는 동안 답이 따라옵니다.</translation>
    </message>
    <message>
        <source>{percent} sure</source>
        <translation>확신도 {percent}</translation>
    </message>
    <message>
        <source>Not sure: perhaps {a}</source>
        <translation>확실하지 않음: 아마 {a}</translation>
    </message>
    <message>
        <source>Not sure: {a} or {b}?</source>
        <translation>확실하지 않음: {a} 아니면 {b}?</translation>
    </message>
    <message>
        <source>Not sure: {a}, {b} or {c}?</source>
        <translation>확실하지 않음: {a}, {b} 아니면 {c}?</translation>
    </message>
    <message>
        <source>Not sure: no digit stands out</source>
        <translation>확실하지 않음: 두드러진 숫자가 없습니다</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>grey: {difference}</source>
        <translation>회색: {difference}</translation>
    </message>
    <message>
        <source>Data and curve</source>
        <translation>데이터와 곡선</translation>
    </message>
    <message>
        <source>true dashed · fitted solid</source>
        <translation>점선 참값 · 실선 적합</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loss by epoch</source>
        <translation>에폭별 손실</translation>
    </message>
    <message>
        <source>Press or drag to show an epoch; the faint line is what is still to come</source>
        <translation>누르거나 끌면 그 에폭을 보여 줍니다. 옅은 선은 앞으로의 예상입니다</translation>
    </message>
    <message>
        <source>Numbers of the epoch shown</source>
        <translation>표시된 에폭의 값</translation>
    </message>
    <message>
        <source>Gradient: ∂loss/∂ŵ at these weights. Step: what the optimizer really added to them.</source>
        <translation>기울기: 이 가중치에서의 ∂loss/∂ŵ. 스텝: 옵티마이저가 실제로 더한 값.</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>“{text}” is not a number. Type one such as 0.05 or 1e-3; Escape brings the old one back.</source>
        <translation>“{text}”은(는) 숫자가 아닙니다. 0.05나 1e-3처럼 입력하십시오. Esc를 누르면 이전 값으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>This could not be computed: {reason} Nothing of yours is lost; Reset starts afresh.</source>
        <translation>계산하지 못했습니다: {reason} 잃어버린 것은 없습니다. 초기화를 누르면 처음부터 다시 시작합니다.</translation>
    </message>
</context>
<context>
    <name>SurfacePane</name>
    <message>
        <source>{formula} over (ŵ₀, ŵ₁)</source>
        <translation>(ŵ₀, ŵ₁)에 대한 {formula}</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>손실 곡면</translation>
    </message>
    <message>
        <source>Preparing the surface…</source>
        <translation>곡면을 준비하는 중…</translation>
    </message>
</context>
<context>
    <name>SurfaceView</name>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>손실 곡면</translation>
    </message>
    <message>
        <source>Drag the start over the surface. Arrow keys move the start, with Shift in small steps; Ctrl and arrow keys turn the view, with Shift they move it; plus and minus zoom.</source>
        <translation>시작점을 곡면 위에서 끌어 보십시오. 화살표 키로 시작점을 옮기고(Shift와 함께 누르면 조금씩), Ctrl + 화살표 키로 시점을 돌리며, Shift까지 함께 누르면 화면을 옮깁니다. +와 −로 확대·축소합니다.</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Pen</source>
        <translation>펜</translation>
    </message>
    <message>
        <source>Draw with the pen (P)</source>
        <translation>펜으로 그리기 (P)</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Erase parts of strokes (E)</source>
        <translation>획의 일부 지우기 (E)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Take back the last stroke (Ctrl+Z)</source>
        <translation>마지막 획 되돌리기 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Do again what was taken back (Ctrl+Shift+Z)</source>
        <translation>되돌린 획 다시 그리기 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Take a clean card (Delete)</source>
        <translation>모두 지우기 (Delete)</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Epoch shown</source>
        <translation>표시된 에폭</translation>
    </message>
    <message>
        <source>Drag to any recorded epoch; Left and Right go by one</source>
        <translation>기록된 에폭으로 끌어 옮깁니다. 왼쪽·오른쪽 키로 하나씩 움직입니다</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Epochs per second; all the way right is as fast as torch can</source>
        <translation>초당 에폭 수. 맨 오른쪽은 torch가 낼 수 있는 최고 속도입니다</translation>
    </message>
    <message>
        <source>epoch {shown} / {epochs}</source>
        <translation>에폭 {shown} / {epochs}</translation>
    </message>
    <message>
        <source>max speed</source>
        <translation>최고 속도</translation>
    </message>
    <message>
        <source>{rate} epochs/s</source>
        <translation>초당 {rate} 에폭</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Train from the start point, epoch by epoch</source>
        <translation>시작점에서부터 한 에폭씩 학습합니다</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>한 에폭</translation>
    </message>
    <message>
        <source>One epoch: ŷ, loss, gradient, update</source>
        <translation>한 에폭: ŷ, 손실, 기울기, 업데이트</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>한 에폭 뒤로</translation>
    </message>
    <message>
        <source>Show the epoch before; nothing recorded is lost</source>
        <translation>바로 앞 에폭을 보여 줍니다. 기록은 사라지지 않습니다</translation>
    </message>
    <message>
        <source>To start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Show epoch 0, the start itself</source>
        <translation>에폭 0, 곧 시작점을 보여 줍니다</translation>
    </message>
    <message>
        <source>To end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>Train flat out to the last epoch</source>
        <translation>마지막 에폭까지 최고 속도로 학습합니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Back to the lesson’s own start and settings</source>
        <translation>실습의 원래 시작점과 설정으로 돌아갑니다</translation>
    </message>
    <message>
        <source>More epochs</source>
        <translation>에폭 더하기</translation>
    </message>
    <message>
        <source>Let the run go on, as the notes do</source>
        <translation>강의노트처럼 학습을 이어 갑니다</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Bring the whole surface into view</source>
        <translation>곡면 전체가 보이게 합니다</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>위에서</translation>
    </message>
    <message>
        <source>Look straight down on the weights</source>
        <translation>가중치 평면을 똑바로 내려다봅니다</translation>
    </message>
    <message>
        <source>Notes’ view</source>
        <translation>강의노트 시점</translation>
    </message>
    <message>
        <source>The camera of the lecture notes</source>
        <translation>강의노트 그림과 같은 시점</translation>
    </message>
    <message>
        <source>Log height</source>
        <translation>로그 높이</translation>
    </message>
    <message>
        <source>Height as the logarithm of the loss: flat valleys show their slope</source>
        <translation>높이를 손실의 로그로 그립니다. 평평한 골짜기의 기울기가 드러납니다</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>로그 손실</translation>
    </message>
    <message>
        <source>Loss curve on a logarithmic scale</source>
        <translation>손실 곡선을 로그 눈금으로 그립니다</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy epoch, weights, loss, gradient and step, to check them by hand</source>
        <translation>에폭, 가중치, 손실, 기울기, 스텝을 복사합니다. 손으로 검산할 수 있습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Take back the last change of yours</source>
        <translation>마지막으로 바꾼 것을 되돌립니다</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>되돌린 것을 다시 실행합니다</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>경사하강</translation>
    </message>
    <message>
        <source>Loss surface and data</source>
        <translation>손실 곡면과 데이터</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>Draw a digit</source>
        <translation>숫자 그리기</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>한국어 or English</source>
        <translation>한국어 또는 English</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>어둡게 또는 밝게</translation>
    </message>
    <message>
        <source>Change between the dark and the light theme</source>
        <translation>어두운 테마와 밝은 테마를 바꿉니다</translation>
    </message>
    <message>
        <source>Large type</source>
        <translation>큰 글씨</translation>
    </message>
    <message>
        <source>Readable from the last row of a lecture hall</source>
        <translation>강의실 맨 뒷줄에서도 읽히는 크기</translation>
    </message>
    <message>
        <source>Settings panel</source>
        <translation>설정 패널</translation>
    </message>
    <message>
        <source>Show or hide lessons and settings, to give the surface their room</source>
        <translation>실습과 설정을 보이거나 숨깁니다. 숨기면 곡면이 넓어집니다</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Fill the screen with the window</source>
        <translation>창을 화면 전체로 채웁니다</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임</translation>
    </message>
    <message>
        <source>Let the camera glide and bars move smoothly</source>
        <translation>시점과 막대가 부드럽게 움직이게 합니다</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>What can be done, and with which keys</source>
        <translation>할 수 있는 일과 단축키</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Close Lossland</source>
        <translation>Lossland를 닫습니다</translation>
    </message>
</context>
<context>
    <name>diagnosis</name>
    <message>
        <source>The learning rate {lr} is above {formula} = {largest}, so every epoch multiplies the error along the steep axis by {factor}: the run grows instead of settling.</source>
        <translation>학습률 {lr}이(가) {formula} = {largest}보다 커서, 가파른 축 방향의 오차에 에폭마다 {factor}이(가) 곱해집니다. 수렴하지 않고 커지기만 합니다.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above {formula} = {largest}, so every epoch multiplies the error along the steep axis by {factor}: the loss still falls, to {loss} at epoch {epoch}, but will grow.</source>
        <translation>학습률 {lr}이(가) {formula} = {largest}보다 커서, 가파른 축 방향의 오차에 에폭마다 {factor}이(가) 곱해집니다. 에폭 {epoch}에서 손실은 {loss}까지 줄었지만 앞으로는 커집니다.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above {formula} = {largest}, so in the long run every epoch multiplies the error along the steep axis by {factor}: the run grows instead of settling.</source>
        <translation>학습률 {lr}이(가) {formula} = {largest}보다 커서, 길게 보면 가파른 축 방향의 오차에 에폭마다 {factor}이(가) 곱해집니다. 수렴하지 않고 커지기만 합니다.</translation>
    </message>
    <message>
        <source>Epoch {epoch} is the last with finite numbers, loss {loss} at w = ({w0}, {w1}): the learning rate {lr} is above {formula} = {largest}.</source>
        <translation>에폭 {epoch}이 값이 유한한 마지막 에폭입니다: w = ({w0}, {w1})에서 손실 {loss}. 학습률 {lr}이(가) {formula} = {largest}보다 큽니다.</translation>
    </message>
    <message>
        <source>Epoch {epoch} is the last with finite numbers, loss {loss} at w = ({w0}, {w1}), gradient ({grad0}, {grad1}); the update after it was too large for float32.</source>
        <translation>에폭 {epoch}이 값이 유한한 마지막 에폭입니다: w = ({w0}, {w1})에서 손실 {loss}, 기울기 ({grad0}, {grad1}). 그다음 업데이트는 float32로 나타낼 수 없을 만큼 컸습니다.</translation>
    </message>
    <message>
        <source>The loss has risen in each of the last {count} epochs, to {loss} at epoch {epoch}: more than the {first} at the start.</source>
        <translation>최근 {count}에폭 동안 손실이 계속 커져 에폭 {epoch}에서 {loss}입니다. 시작점의 {first}보다 큽니다.</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>There is no lesson named “{name}”. `lessons` lists all names.</source>
        <translation>“{name}”이라는 실습은 없습니다. `lessons` 명령이 모든 이름을 보여 줍니다.</translation>
    </message>
    <message>
        <source>There is no lesson named “{name}”. Did you mean {near}?</source>
        <translation>“{name}”이라는 실습은 없습니다. 혹시 {near}입니까?</translation>
    </message>
    <message>
        <source>{field}: “{value}” is not one of {choices}.</source>
        <translation>{field}: “{value}”은(는) 다음 중 하나가 아닙니다: {choices}.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is not a finite number.</source>
        <translation>{field}: “{value}”은(는) 유한한 수가 아닙니다.</translation>
    </message>
    <message>
        <source>{field}: {value} is outside the range from {low} to {high}.</source>
        <translation>{field}: {value}은(는) 허용 범위 {low}~{high}를 벗어납니다.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is not a whole number.</source>
        <translation>{field}: “{value}”은(는) 정수가 아닙니다.</translation>
    </message>
    <message>
        <source>loss: {loss} does not fit a model with the link “{link}”.</source>
        <translation>손실: {loss}은(는) 연결 함수가 “{link}”인 모형에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>seed: nothing in the data “{data}” is drawn at random, so a seed would change nothing.</source>
        <translation>seed: 데이터 “{data}”에는 무작위로 뽑는 것이 없어 시드를 바꾸어도 달라지지 않습니다.</translation>
    </message>
    <message>
        <source>this build of torch comes without CUDA.</source>
        <translation>설치된 torch는 CUDA를 지원하지 않는 빌드입니다.</translation>
    </message>
    <message>
        <source>torch finds no usable CUDA card on this machine.</source>
        <translation>이 컴퓨터에서 torch가 쓸 수 있는 CUDA 그래픽 카드를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>{file}: {field}: expected {expected}, found {found}.</source>
        <translation>{file}: {field}: {expected}이(가) 와야 하는데 {found}이(가) 있습니다.</translation>
    </message>
    <message>
        <source>{file}: cannot be read as TOML: {reason}.</source>
        <translation>{file}: TOML로 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{file}: there is no such file.</source>
        <translation>{file}: 그런 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{file}: this is a folder, not a picture.</source>
        <translation>{file}: 그림이 아니라 폴더입니다.</translation>
    </message>
    <message>
        <source>{file}: cannot be read: {reason}.</source>
        <translation>{file}: 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{file}: this is not a picture in a known format.</source>
        <translation>{file}: 알려진 형식의 그림이 아닙니다.</translation>
    </message>
    <message>
        <source>{file}: the picture is damaged or cut short.</source>
        <translation>{file}: 그림이 손상되었거나 중간에서 잘렸습니다.</translation>
    </message>
    <message>
        <source>The picture has more than {most} million pixels and is not opened.</source>
        <translation>그림이 {most}백만 픽셀을 넘어 열지 않았습니다.</translation>
    </message>
    <message>
        <source>There is no ink in the picture: everything has one colour.</source>
        <translation>그림에 잉크가 없습니다. 전체가 한 가지 색입니다.</translation>
    </message>
    <message>
        <source>The weights of the network “{network}” are missing: {file}.</source>
        <translation>신경망 “{network}”의 가중치 파일이 없습니다: {file}.</translation>
    </message>
    <message>
        <source>The weights of the network “{network}” cannot be used: {reason}.</source>
        <translation>신경망 “{network}”의 가중치를 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{device} failed: {reason}</source>
        <translation>{device}에서 실패했습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>start ŵ₀</source>
        <translation>시작점 ŵ₀</translation>
    </message>
    <message>
        <source>start ŵ₁</source>
        <translation>시작점 ŵ₁</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭 수</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
</context>
<context>
    <name>ghost</name>
    <message>
        <source>learning rate {lr}</source>
        <translation>학습률 {lr}</translation>
    </message>
    <message>
        <source>start ({start})</source>
        <translation>시작점 ({start})</translation>
    </message>
    <message>
        <source>{epochs} epochs</source>
        <translation>{epochs} 에폭</translation>
    </message>
</context>
<context>
    <name>hyper</name>
    <message>
        <source>How much of the last step is kept in the next</source>
        <translation>직전 스텝을 다음 스텝에 얼마나 남기는가</translation>
    </message>
    <message>
        <source>How much of the new gradient is left out of the momentum</source>
        <translation>새 기울기를 모멘텀에서 얼마나 덜어 내는가</translation>
    </message>
    <message>
        <source>Pulls the weights towards zero</source>
        <translation>가중치를 0 쪽으로 당깁니다</translation>
    </message>
    <message>
        <source>Makes the learning rate smaller with every epoch</source>
        <translation>에폭마다 학습률을 줄입니다</translation>
    </message>
    <message>
        <source>What the sum of squared gradients begins with</source>
        <translation>기울기 제곱합의 초깃값</translation>
    </message>
    <message>
        <source>How long squared gradients are remembered</source>
        <translation>기울기의 제곱을 얼마나 오래 기억하는가</translation>
    </message>
    <message>
        <source>Keeps the division finite</source>
        <translation>0으로 나누는 일을 막습니다</translation>
    </message>
    <message>
        <source>How long gradients are remembered</source>
        <translation>기울기를 얼마나 오래 기억하는가</translation>
    </message>
    <message>
        <source>Divide by the variance of the gradient, not its mean square</source>
        <translation>제곱평균 대신 기울기의 분산으로 나눕니다</translation>
    </message>
    <message>
        <source>Use the largest mean square so far, not the present one</source>
        <translation>현재 값 대신 지금까지 가장 큰 제곱평균을 씁니다</translation>
    </message>
</context>
<context>
    <name>readout</name>
    <message>
        <source>Epoch {epoch} · loss {loss}</source>
        <translation>에폭 {epoch} · 손실 {loss}</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>step {a} → {b}</source>
        <translation>스텝 {a} → {b}</translation>
    </message>
</context>
<context>
    <name>surface</name>
    <message>
        <source>true ({w0}, {w1})</source>
        <translation>참값 ({w0}, {w1})</translation>
    </message>
    <message>
        <source>minimum ({w0}, {w1})</source>
        <translation>최솟점 ({w0}, {w1})</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>CalibrationPlot</name>
    <message>
        <source>how sure, %</source>
        <translation>확신도, %</translation>
    </message>
    <message>
        <source>how often right, %</source>
        <translation>정답률, %</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>보정 상태</translation>
    </message>
    <message>
        <source>No test yet: train or open a network.</source>
        <translation>아직 테스트 결과가 없음. 신경망을 학습하거나 열 것.</translation>
    </message>
    <message>
        <source>The test images are being read …</source>
        <translation>테스트 이미지를 읽는 중…</translation>
    </message>
    <message>
        <source>Images are sorted by how sure the network is of its answer. On the dashed line it is right as often as it says; below it, it is too sure. Bars count the images, logarithmically.</source>
        <translation>이미지를 신경망의 확신도에 따라 나눔. 점선 위에 있으면 확신하는 만큼 맞고, 점선보다 아래면 지나치게 확신하는 것임. 막대는 이미지 수(로그 눈금)임.</translation>
    </message>
    <message>
        <source>{name}: off by {error} on average</source>
        <translation>{name}: 평균 차이 {error}</translation>
    </message>
    <message>
        <source>{low}–{high} % sure: no images</source>
        <translation>확신도 {low}–{high} %: 이미지 없음</translation>
    </message>
    <message>
        <source>{low}–{high} % sure: {share} of {count} right</source>
        <translation>확신도 {low}–{high} %: {count}장 중 정답 {share}</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Network whose answer is shown</source>
        <translation>답을 보여 줄 신경망</translation>
    </message>
    <message>
        <source>Which network reads the drawing; one in training reads on as it learns</source>
        <translation>그림을 읽을 신경망. 학습 중인 신경망은 배워 가면서 계속 읽음</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>The same drawing seen by up to four networks; networks are saved and loaded here, too</source>
        <translation>같은 그림을 신경망 네 개까지 나란히 읽힘. 신경망 저장과 불러오기도 여기에 있음</translation>
    </message>
</context>
<context>
    <name>CodePane</name>
    <message>
        <source>set-up, {count} lines</source>
        <translation>준비 코드 {count}줄</translation>
    </message>
</context>
<context>
    <name>ColourScale</name>
    <message>
        <source>Colour scale</source>
        <translation>색 눈금</translation>
    </message>
    <message>
        <source>Blue is above zero, vermilion below it; what is zero has the colour of the background. The strongest colour is the largest number in sight.</source>
        <translation>0보다 크면 파랑, 작으면 주홍, 0이면 배경색임. 가장 진한 색이 보이는 값 중 절댓값이 가장 큰 값임.</translation>
    </message>
</context>
<context>
    <name>CompareBars</name>
    <message>
        <source>{name}: no answer</source>
        <translation>{name}: 답 없음</translation>
    </message>
    <message>
        <source>{name}: {digit}, {share}</source>
        <translation>{name}: 예측 {digit}, {share}</translation>
    </message>
    <message>
        <source>The same drawing, read by each network</source>
        <translation>같은 그림을 신경망마다 읽은 결과</translation>
    </message>
    <message>
        <source>Train or open a second network to compare what they read.</source>
        <translation>신경망을 하나 더 학습하거나 열면 읽은 결과를 비교할 수 있음.</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>true {true} read as {read}: {count}</source>
        <translation>정답 {true}, 예측 {read}: {count}장</translation>
    </message>
    <message>
        <source>true {true} read as {read}: {count} ({share} of all {true})</source>
        <translation>정답 {true}, 예측 {read}: {count}장 (정답이 {true}인 이미지의 {share})</translation>
    </message>
    <message>
        <source>{right} of {total} read right: {share}</source>
        <translation>{total}장 중 {right}장 정답: {share}</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>No test yet: train or open a network.</source>
        <translation>아직 테스트 결과가 없음. 신경망을 학습하거나 열 것.</translation>
    </message>
    <message>
        <source>The test images are being read …</source>
        <translation>테스트 이미지를 읽는 중…</translation>
    </message>
    <message>
        <source>read as</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>true</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>true, read as</source>
        <translation>정답, 예측</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답률</translation>
    </message>
    <message>
        <source>1st</source>
        <translation>첫째</translation>
    </message>
    <message>
        <source>2nd</source>
        <translation>둘째</translation>
    </message>
    <message>
        <source>How many images of this class there are</source>
        <translation>이 숫자의 이미지 수</translation>
    </message>
    <message>
        <source>Accuracy of this class: the share of its images that was read right (its recall)</source>
        <translation>이 숫자의 정확도: 이 숫자의 이미지 중 바르게 읽은 비율(재현율)</translation>
    </message>
    <message>
        <source>How many images were read as this class, rightly or not</source>
        <translation>이 숫자로 읽은 이미지 수(맞고 틀림과 무관)</translation>
    </message>
    <message>
        <source>Accuracy: the share of all images that was read right</source>
        <translation>정확도: 전체 이미지 중 바르게 읽은 비율</translation>
    </message>
</context>
<context>
    <name>CurvaturePage</name>
    <message>
        <source>a bowl: it bends upwards in every direction</source>
        <translation>그릇 모양: 모든 방향으로 위로 휨</translation>
    </message>
    <message>
        <source>a saddle: it bends upwards one way and downwards the other</source>
        <translation>안장 모양: 한 방향은 위로, 다른 방향은 아래로 휨</translation>
    </message>
    <message>
        <source>a dome: it bends downwards in every direction</source>
        <translation>봉우리 모양: 모든 방향으로 아래로 휨</translation>
    </message>
    <message>
        <source>flat: at least one direction does not bend at all</source>
        <translation>평평함: 곡률이 0인 방향이 있음</translation>
    </message>
    <message>
        <source>The same at every point: the loss is a quadratic. For SGD without momentum.</source>
        <translation>손실이 이차함수이므로 모든 점에서 같음. 모멘텀 없는 SGD 기준임.</translation>
    </message>
    <message>
        <source>At this point only: it changes along the path. For SGD without momentum.</source>
        <translation>이 점에서의 값이며 경로를 따라 달라짐. 모멘텀 없는 SGD 기준임.</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
</context>
<context>
    <name>CurvatureView</name>
    <message>
        <source>No curvature here</source>
        <translation>여기서는 곡률을 구할 수 없음</translation>
    </message>
    <message>
        <source>Largest eigenvalue of the Hessian: the bend along the steep axis</source>
        <translation>헤세 행렬의 가장 큰 고윳값: 가파른 축 방향의 곡률</translation>
    </message>
    <message>
        <source>Smallest eigenvalue of the Hessian: the bend along the flat axis</source>
        <translation>헤세 행렬의 가장 작은 고윳값: 완만한 축 방향의 곡률</translation>
    </message>
    <message>
        <source>condition number λmax/λmin</source>
        <translation>조건수 λmax/λmin</translation>
    </message>
    <message>
        <source>The steep axis bends so many times more than the flat one: if large, descent zig-zags</source>
        <translation>가파른 축의 곡률이 완만한 축의 몇 배인지 나타냄. 크면 경로가 지그재그로 움직임</translation>
    </message>
    <message>
        <source>largest stable learning rate 2/λmax</source>
        <translation>안정적인 최대 학습률 2/λmax</translation>
    </message>
    <message>
        <source>Here SGD steps from wall to wall of the valley for ever; above it the error grows</source>
        <translation>이 값에서 SGD는 골짜기의 양쪽 벽을 끝없이 오가고, 이보다 크면 오차가 커짐</translation>
    </message>
    <message>
        <source>best fixed learning rate 2/(λmin + λmax)</source>
        <translation>최적 고정 학습률 2/(λmin + λmax)</translation>
    </message>
    <message>
        <source>Here the error along both axes shrinks by the same factor in each epoch</source>
        <translation>이 값에서 두 축 방향의 오차가 에폭마다 같은 비율로 줄어듦</translation>
    </message>
    <message>
        <source>use</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Use the {rate}</source>
        <translation>{rate} 적용</translation>
    </message>
    <message>
        <source>Set the learning rate to this.</source>
        <translation>학습률을 이 값으로 바꿈.</translation>
    </message>
    <message>
        <source>Level line of the loss around this point, with its axes</source>
        <translation>이 점 둘레의 손실 등고선과 그 축</translation>
    </message>
    <message>
        <source>A line of equal loss around the point, to scale: the axes are the Hessian’s eigenvectors, each as long as 1/√|λ|</source>
        <translation>이 점 둘레에서 손실이 같은 선(실제 비율). 축은 헤세 행렬의 고유벡터이고 길이는 1/√|λ|임</translation>
    </message>
</context>
<context>
    <name>CurveHold</name>
    <message>
        <source>curve</source>
        <translation>곡선</translation>
    </message>
</context>
<context>
    <name>DataBar</name>
    <message>
        <source>Download MNIST</source>
        <translation>MNIST 내려받기</translation>
    </message>
    <message>
        <source>About 12 MB, into the program’s own folder; it can be cancelled</source>
        <translation>약 12 MB를 프로그램의 폴더에 받음. 도중에 취소할 수 있음</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>What has arrived is kept: the next download goes on from there</source>
        <translation>받은 부분은 남아 있어 다음에 이어서 받음</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>폴더 고르기…</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>내려받기 진행 상황</translation>
    </message>
    <message>
        <source>Looking for MNIST …</source>
        <translation>MNIST를 찾는 중…</translation>
    </message>
    <message>
        <source>MNIST was not found. Until it is here the lab uses the {train:,} + {test:,} real digits of scikit-learn, 8 × 8 enlarged to 28 × 28: they are not MNIST, its accuracies do not apply.</source>
        <translation>MNIST를 찾지 못함. 그동안 scikit-learn의 실제 손글씨 숫자 {train:,} + {test:,}장을 8 × 8에서 28 × 28로 키워 씀. MNIST가 아니므로 MNIST의 정확도와 다름.</translation>
    </message>
    <message>
        <source>{name}: {train:,} to learn from, {test:,} to test with; read in {ms} ms.</source>
        <translation>{name}: 학습용 {train:,}장, 테스트용 {test:,}장. 읽는 데 {ms} ms 걸림.</translation>
    </message>
    <message>
        <source>These images are not MNIST’s: its accuracies do not apply.</source>
        <translation>MNIST 이미지가 아님: 강의 자료의 정확도와 비교할 수 없음.</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>연결하는 중…</translation>
    </message>
    <message>
        <source>{received} of {total} MB from {host}</source>
        <translation>{total} MB 중 {received} MB 받음({host})</translation>
    </message>
    <message>
        <source>, {speed} MB/s</source>
        <translation>, 초당 {speed} MB</translation>
    </message>
    <message>
        <source>, {seconds} s left</source>
        <translation>, {seconds}초 남음</translation>
    </message>
</context>
<context>
    <name>DataForm</name>
    <message>
        <source>Generator</source>
        <translation>데이터 생성</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>내 데이터</translation>
    </message>
    <message>
        <source>Surface range</source>
        <translation>곡면 범위</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>생성</translation>
    </message>
    <message>
        <source>Draw new data: the same numbers and seed always give the same points</source>
        <translation>새 데이터를 뽑음. 값과 시드가 같으면 언제나 같은 점이 나옴</translation>
    </message>
    <message>
        <source>Open CSV…</source>
        <translation>CSV 열기…</translation>
    </message>
    <message>
        <source>Two columns or more; comma, semicolon or tab; with or without names on top</source>
        <translation>두 열 이상. 쉼표, 세미콜론, 탭으로 구분. 열 이름은 있어도 없어도 됨</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Take a table from the clipboard, from a spreadsheet for instance</source>
        <translation>스프레드시트 등에서 복사한 표를 클립보드에서 읽음</translation>
    </message>
    <message>
        <source>Open the table without the rows that cannot be read</source>
        <translation>읽을 수 없는 행을 빼고 표를 엶</translation>
    </message>
    <message>
        <source>Open standardised</source>
        <translation>표준화하여 열기</translation>
    </message>
    <message>
        <source>x becomes (x − mean) / standard deviation: numbers that training can work with</source>
        <translation>x를 (x − 평균) / 표준편차로 바꿈. 학습에 쓸 수 있는 크기의 수가 됨</translation>
    </message>
    <message>
        <source>Column for {axis}</source>
        <translation>{axis}의 열</translation>
    </message>
    <message>
        <source>Which column of the table is {axis}</source>
        <translation>표의 어느 열을 {axis} 값으로 쓸지 정함</translation>
    </message>
    <message>
        <source>standardise x</source>
        <translation>x 표준화</translation>
    </message>
    <message>
        <source>x becomes (x − mean) / standard deviation: a long valley becomes round, and ŵ₀, ŵ₁ mean something else</source>
        <translation>x를 (x − 평균) / 표준편차로 바꿈. 긴 골짜기가 둥글어지고 ŵ₀, ŵ₁의 의미가 달라짐</translation>
    </message>
    <message>
        <source>edit points in the plot</source>
        <translation>그림에서 점 편집</translation>
    </message>
    <message>
        <source>Double-click adds a point, drag moves it, Ctrl+click or Delete removes it.</source>
        <translation>두 번 클릭하면 점 추가, 끌면 이동, Ctrl + 클릭이나 Delete 키로 삭제.</translation>
    </message>
    <message>
        <source>Leave 1 row out</source>
        <translation>행 1개 빼고 열기</translation>
    </message>
    <message>
        <source>Leave {count} rows out</source>
        <translation>행 {count}개 빼고 열기</translation>
    </message>
    <message>
        <source>to</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Part of the surface that is drawn; a path that leaves it still takes it along</source>
        <translation>곡면을 그리는 범위. 경로가 벗어나면 곡면도 따라 넓어짐</translation>
    </message>
    <message>
        <source>from</source>
        <translation>최소</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>x′ = (x − {mean}) / {std}; the other surface is that of x itself.</source>
        <translation>x′ = (x − {mean}) / {std}. 다른 곡면은 원래 x의 곡면임.</translation>
    </message>
    <message>
        <source>A surface has no data. Open or paste some to fit a line or a sigmoid.</source>
        <translation>곡면에는 데이터가 없음. 데이터를 열거나 붙여넣으면 직선이나 시그모이드를 맞출 수 있음.</translation>
    </message>
    <message>
        <source>{n} points.</source>
        <translation>점 {n}개.</translation>
    </message>
    <message>
        <source>{drawn} of them are drawn; the loss is that of all.</source>
        <translation>그림에는 그중 {drawn}개만 표시하고, 손실은 전체로 계산함.</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>표 (*.csv *.tsv *.txt);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>붙여넣은 데이터</translation>
    </message>
    <message>
        <source>open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Opened standardised: x′ = (x − {mean}) / {std}.</source>
        <translation>표준화하여 엶: x′ = (x − {mean}) / {std}.</translation>
    </message>
    <message>
        <source>{rows} rows were left out.</source>
        <translation>제외한 행: {rows}개.</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>생성한 데이터</translation>
    </message>
    <message>
        <source>generate</source>
        <translation>데이터 생성</translation>
    </message>
    <message>
        <source>surface range</source>
        <translation>곡면 범위</translation>
    </message>
    <message>
        <source>standardise</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>Points can be moved in the data as they are: turn standardising off first.</source>
        <translation>점은 원래 데이터에서만 옮길 수 있음. 먼저 표준화를 끌 것.</translation>
    </message>
</context>
<context>
    <name>DataPlot</name>
    <message>
        <source>Drag a handle of the curve up or down; by keys: H chooses a handle, Up and Down move it.</source>
        <translation>곡선의 손잡이를 위아래로 끌 수 있음. 키보드: H로 손잡이 선택, 위·아래 키로 이동.</translation>
    </message>
    <message>
        <source>Drag a point; double-click an empty place to add one, Ctrl and click to delete one.</source>
        <translation>점을 끌어 이동. 빈 곳을 두 번 클릭하면 추가, Ctrl + 클릭하면 삭제.</translation>
    </message>
    <message>
        <source>By keys: Left and Right choose a point, Ctrl and an arrow move it (with Shift a little), Insert adds one, Delete deletes it.</source>
        <translation>키보드: 왼쪽·오른쪽 키로 점 선택, Ctrl + 화살표 키로 이동(Shift와 함께 누르면 조금씩), Insert로 추가, Delete로 삭제.</translation>
    </message>
    <message>
        <source>{count} points</source>
        <translation>점 {count}개</translation>
    </message>
    <message>
        <source>Point {number} of {count}: x = {x}, y = {y}</source>
        <translation>점 {count}개 중 {number}번: x = {x}, y = {y}</translation>
    </message>
    <message>
        <source>Handle {number} of the curve: x = {x}, y = {y}</source>
        <translation>곡선의 손잡이 {number}번: x = {x}, y = {y}</translation>
    </message>
</context>
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
        <source>Taken away, as they ran on other data: {count}. Undo brings them back.</source>
        <translation>다른 데이터로 한 학습이라 없앰: {count}개. 실행 취소로 되돌릴 수 있음.</translation>
    </message>
</context>
<context>
    <name>DigitCanvas</name>
    <message>
        <source>Drawing canvas</source>
        <translation>그리기 판</translation>
    </message>
    <message>
        <source>Draw with mouse, finger or stylus. With the keyboard: arrow keys move the pen, with Shift in small steps; Space lowers and lifts it. P pen, E eraser, O opens a picture, Delete clears, Escape takes back the stroke being drawn.</source>
        <translation>마우스, 손가락, 펜으로 그림. 키보드: 화살표 키로 펜을 옮기고(Shift와 함께 누르면 조금씩), 스페이스로 펜을 내리거나 듦. P 펜, E 지우개, O 그림 열기, Delete 모두 지우기, Esc 그리던 획 취소.</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>원래 그림</translation>
    </message>
    <message>
        <source>its ink</source>
        <translation>찾은 잉크</translation>
    </message>
    <message>
        <source>Draw a digit, 0 to 9</source>
        <translation>0부터 9까지 숫자 하나를 그려 볼 것</translation>
    </message>
</context>
<context>
    <name>DigitsTab</name>
    <message>
        <source>Picture of a digit</source>
        <translation>숫자 그림 열기</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>클립보드에 그림이 없음.</translation>
    </message>
    <message>
        <source>Pictures ({endings})</source>
        <translation>그림 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>This network knows nothing but {digits}: whatever is drawn, their probabilities add up to 100 %.</source>
        <translation>이 신경망이 아는 숫자: {digits}. 무엇을 그리든 이 숫자들의 확률을 더하면 100 %임.</translation>
    </message>
    <message>
        <source>The network is being loaded …</source>
        <translation>신경망을 불러오는 중…</translation>
    </message>
    <message>
        <source>The picture is being read …</source>
        <translation>그림을 읽는 중…</translation>
    </message>
    <message>
        <source>The network cannot be loaded. {reason}</source>
        <translation>신경망을 불러올 수 없음. {reason}</translation>
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
        <source>Try one of these</source>
        <translation>예시로 해 보기</translation>
    </message>
    <message>
        <source>How to read it</source>
        <translation>결과를 읽는 법</translation>
    </message>
    <message>
        <source>The network knows nothing but digits: its ten probabilities always add up to 100 %.</source>
        <translation>이 신경망은 숫자밖에 모름. 무엇을 그리든 열 개의 확률을 더하면 언제나 100 %임.</translation>
    </message>
    <message>
        <source>A drawing between 4 and 9</source>
        <translation>4와 9 사이의 그림</translation>
    </message>
    <message>
        <source>A drawing of a {digit}</source>
        <translation>숫자 {digit} 그림</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Fold this away (Esc)</source>
        <translation>접기 (Esc)</translation>
    </message>
    <message>
        <source>Fold this away</source>
        <translation>접기</translation>
    </message>
</context>
<context>
    <name>ErrorPlot</name>
    <message>
        <source>relative error</source>
        <translation>상대 오차</translation>
    </message>
</context>
<context>
    <name>Explorer</name>
    <message>
        <source>lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>curve</source>
        <translation>곡선</translation>
    </message>
</context>
<context>
    <name>ExplorerPane</name>
    <message>
        <source>W varies</source>
        <translation>W 변화</translation>
    </message>
    <message>
        <source>b varies</source>
        <translation>b 변화</translation>
    </message>
    <message>
        <source>Curves that differ in W alone: in how steep they are</source>
        <translation>W만 다른 곡선들: 가파른 정도를 비교함</translation>
    </message>
    <message>
        <source>Curves that differ in b alone: in where they are</source>
        <translation>b만 다른 곡선들: 놓인 위치를 비교함</translation>
    </message>
    <message>
        <source>The weight: how steep the curve is, and whether it rises or falls</source>
        <translation>가중치: 곡선이 얼마나 가파른지, 올라가는지 내려가는지를 정함</translation>
    </message>
    <message>
        <source>The bias: shifts the curve; alone it says the value at x = 0</source>
        <translation>편향: 곡선을 좌우로 옮김. x = 0에서의 값은 편향만으로 정해짐</translation>
    </message>
    <message>
        <source>Arrow keys and the wheel change it by {step}, with Shift by {small}.</source>
        <translation>화살표 키와 휠로 {step}씩, Shift와 함께 쓰면 {small}씩 바뀜.</translation>
    </message>
    <message>
        <source>{name}, slider</source>
        <translation>{name}, 슬라이더</translation>
    </message>
    <message>
        <source>Numbers of the free curve</source>
        <translation>자유 곡선의 값</translation>
    </message>
    <message>
        <source>free curve</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>모든 x</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>at x = 0: σ(b)</source>
        <translation>x = 0에서: σ(b)</translation>
    </message>
    <message>
        <source>is ½ at x = −b/W</source>
        <translation>½이 되는 x = −b/W</translation>
    </message>
    <message>
        <source>slope there: W/4</source>
        <translation>그곳의 기울기: W/4</translation>
    </message>
    <message>
        <source>W = 0: a flat line at σ(b) = {value}. Whatever x is, the answer is the same.</source>
        <translation>W = 0: 높이가 σ(b) = {value}인 수평선. x가 무엇이든 출력이 같음.</translation>
    </message>
    <message>
        <source>W &gt; 0: the curve rises. A larger W makes it steeper; a larger b shifts it to the left.</source>
        <translation>W &gt; 0: 올라가는 곡선. W가 클수록 가파르고, b가 클수록 왼쪽으로 옮겨 감.</translation>
    </message>
    <message>
        <source>W &lt; 0: the curve falls, a mirror image. Nearer to 0, W makes it flatter; a larger b shifts it to the right.</source>
        <translation>W &lt; 0: 좌우가 뒤집혀 내려가는 곡선. W가 0에 가까울수록 완만하고, b가 클수록 오른쪽으로 옮겨 감.</translation>
    </message>
    <message>
        <source>It is ½ outside the picture, at x = {x}.</source>
        <translation>½이 되는 곳은 그림 밖의 x = {x}임.</translation>
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
        <translation>테스트 정확도</translation>
    </message>
    <message>
        <source>How many of MNIST&apos;s 10,000 test images it reads right; it never learned from them</source>
        <translation>MNIST 테스트 이미지 10,000장 가운데 바르게 읽는 비율. 이 이미지로는 학습하지 않았음.</translation>
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
        <translation>{device} 사용 불가: {reason}</translation>
    </message>
</context>
<context>
    <name>FailurePane</name>
    <message>
        <source>The 3D view needs OpenGL, and there is none here.</source>
        <translation>3D 화면에는 OpenGL이 필요하나 이 컴퓨터에서는 쓸 수 없음.</translation>
    </message>
    <message>
        <source>Everything else works: training, data and curve, the loss curve and the digits. ({reason})</source>
        <translation>나머지는 모두 작동함: 학습, 데이터와 곡선, 손실 곡선, 숫자 인식. ({reason})</translation>
    </message>
</context>
<context>
    <name>FieldGrid</name>
    <message>
        <source>{title}: {low} to {high}</source>
        <translation>{title}: {low} ~ {high} 범위</translation>
    </message>
</context>
<context>
    <name>FilterGrid</name>
    <message>
        <source>Pictures of weights</source>
        <translation>가중치 그림</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>최소 {low}, 최대 {high}</translation>
    </message>
    <message>
        <source>This network has no such layer.</source>
        <translation>이 신경망에는 그런 층이 없음.</translation>
    </message>
</context>
<context>
    <name>GradientCheckView</name>
    <message>
        <source>gradient by</source>
        <translation>계산법</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>상대 오차</translation>
    </message>
    <message>
        <source>Length of the difference to the exact gradient, as a part of that gradient’s length</source>
        <translation>정확한 기울기와의 차이의 길이를 정확한 기울기의 길이로 나눈 값</translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation>기울기 검산</translation>
    </message>
    <message>
        <source>No gradient to check yet.</source>
        <translation>아직 검산할 기울기가 없음.</translation>
    </message>
    <message>
        <source>How far the finite difference goes: too large and the loss bends away between the two points; too small and rounding eats the difference</source>
        <translation>차분의 간격. 너무 크면 두 점 사이에서 손실이 휘어 빗나가고, 너무 작으면 차이가 반올림 오차에 묻힘</translation>
    </message>
    <message>
        <source>h, logarithmic slider</source>
        <translation>h, 로그 슬라이더</translation>
    </message>
    <message>
        <source>Relative error against h</source>
        <translation>h에 따른 상대 오차</translation>
    </message>
    <message>
        <source>Falls while h shrinks, until rounding takes over and it rises again: the best h is between</source>
        <translation>h가 작아지면 오차도 줄다가 반올림 오차가 더 커지면 다시 늘어남. 가장 좋은 h는 그 사이에 있음</translation>
    </message>
</context>
<context>
    <name>HandLearning</name>
    <message>
        <source>Starts from “{title}”, the network chosen above, which stays as it is.</source>
        <translation>위에서 고른 신경망 “{title}”에서 시작함. 원래 신경망은 그대로 남음.</translation>
    </message>
    <message>
        <source>“{title}” cannot learn your hand: it takes no images, or not all ten digits. Choose a CNN above.</source>
        <translation>“{title}”: 내 글씨를 배울 수 없음. 입력이 이미지가 아니거나 열 개의 숫자를 모두 구분하지 않음. 위에서 CNN을 고를 것.</translation>
    </message>
    <message>
        <source>{title} that knows my hand</source>
        <translation>내 글씨를 배운 {title}</translation>
    </message>
    <message>
        <source>Nothing was learnt; every network is as it was.</source>
        <translation>학습을 취소함. 신경망은 모두 그대로임.</translation>
    </message>
    <message>
        <source>“{title}” reads again, with its own weights.</source>
        <translation>다시 원래 가중치의 “{title}” 신경망으로 읽음.</translation>
    </message>
    <message>
        <source>{n} drawings kept back from learning</source>
        <translation>학습에 쓰지 않은 그림 {n}장</translation>
    </message>
    <message>
        <source>all {n} drawings, too few to keep some back</source>
        <translation>그림 {n}장 전체(따로 남겨 두기에는 적음)</translation>
    </message>
    <message>
        <source>{n:,} test images of other hands</source>
        <translation>다른 사람 글씨 테스트 이미지 {n:,}장</translation>
    </message>
    <message>
        <source>their mean loss</source>
        <translation>그 평균 손실</translation>
    </message>
    <message>
        <source>{what}: {before} before, {after} now</source>
        <translation>{what}: 이전 {before}, 지금 {after}</translation>
    </message>
    <message>
        <source>{title}: {right} of {count}</source>
        <translation>{title}: {count}장 중 {right}장 정답</translation>
    </message>
</context>
<context>
    <name>HandPage</name>
    <message>
        <source>Draw a digit first, then say which one it was.</source>
        <translation>먼저 숫자를 그린 뒤 무엇인지 알려 줄 것.</translation>
    </message>
    <message>
        <source>Not kept after all: a {digit}.</source>
        <translation>모음에 넣은 것을 취소함: 정답 {digit}.</translation>
    </message>
    <message>
        <source>No longer a {digit}.</source>
        <translation>정답을 바꾸기 전으로 되돌림({digit} 취소).</translation>
    </message>
    <message>
        <source>There again: a {digit}.</source>
        <translation>삭제한 그림을 되살림: 정답 {digit}.</translation>
    </message>
    <message>
        <source>Taken out again: what was brought in.</source>
        <translation>가져온 그림을 모음에서 다시 뺌.</translation>
    </message>
    <message>
        <source>Kept as a {digit}.</source>
        <translation>모음에 넣음: 정답 {digit}.</translation>
    </message>
    <message>
        <source>It is a {digit} now.</source>
        <translation>정답을 바꿈: {digit}.</translation>
    </message>
    <message>
        <source>Deleted: a {digit}. Undo brings it back.</source>
        <translation>삭제함: 정답 {digit}. 실행 취소로 되살릴 수 있음.</translation>
    </message>
    <message>
        <source>The drawings are being read …</source>
        <translation>그림을 읽는 중…</translation>
    </message>
    <message>
        <source>Folder to import from</source>
        <translation>그림을 가져올 폴더</translation>
    </message>
    <message>
        <source>Brought in: {n} drawings. Undo takes them out again.</source>
        <translation>가져온 그림: {n}장. 실행 취소로 다시 뺄 수 있음.</translation>
    </message>
    <message>
        <source>Not readable, or without ink: {n}</source>
        <translation>읽을 수 없거나 잉크가 없는 그림: {n}장</translation>
    </message>
    <message>
        <source>Folder to export to</source>
        <translation>내보낼 폴더</translation>
    </message>
    <message>
        <source>Exported to {folder}.</source>
        <translation>내보낸 곳: {folder}</translation>
    </message>
    <message>
        <source>{n} drawings</source>
        <translation>그림 {n}장</translation>
    </message>
</context>
<context>
    <name>HandView</name>
    <message>
        <source>That was a …</source>
        <translation>정답 알려 주기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>That was a {digit}: keep the drawing ({digit} on the card, Alt+{digit} anywhere)</source>
        <translation>정답이 {digit}인 그림으로 모음에 넣음 (그리기 판에서 {digit}, 어디서나 Alt+{digit})</translation>
    </message>
    <message>
        <source>Draw a digit, press its key. It is kept on your disk at once, the card is clean for the next. Twenty or more are a good start.</source>
        <translation>숫자를 그리고 그 숫자 키를 누르면 바로 디스크에 저장되고 다음 숫자를 그릴 수 있음. 스무 장 이상 모으면 좋음.</translation>
    </message>
    <message>
        <source>Delete the drawing that is chosen (Delete)</source>
        <translation>고른 그림을 삭제함 (Delete)</translation>
    </message>
    <message>
        <source>Fine-tune the network on your drawings, in seconds</source>
        <translation>내 그림으로 신경망을 몇 초 만에 미세 조정함</translation>
    </message>
    <message>
        <source>Back to the network that it started from</source>
        <translation>미세 조정하기 전의 신경망으로 돌아감</translation>
    </message>
    <message>
        <source>Add the drawings of a folder: an export’s IDX files, or pictures in folders 0 to 9 or named as in a-7.png. The folder can be dropped here as well.</source>
        <translation>폴더에 있는 그림을 모음에 더함: 내보낸 IDX 파일, 0 ~ 9 폴더에 든 그림, a-7.png처럼 이름 붙인 그림. 폴더를 여기에 끌어다 놓아도 됨.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>All drawings as files for other programs</source>
        <translation>모든 그림을 다른 프로그램에서 쓸 수 있는 파일로 내보냄</translation>
    </message>
    <message>
        <source>As IDX…</source>
        <translation>IDX로 저장…</translation>
    </message>
    <message>
        <source>Export all drawings in MNIST’s own format</source>
        <translation>모든 그림을 MNIST와 같은 형식으로 내보냄</translation>
    </message>
    <message>
        <source>As PNG…</source>
        <translation>PNG로 저장…</translation>
    </message>
    <message>
        <source>Export all drawings as pictures, a folder a digit</source>
        <translation>모든 그림을 숫자별 폴더에 그림 파일로 내보냄</translation>
    </message>
    <message>
        <source>Learn my hand</source>
        <translation>내 글씨 배우기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Leave the network as it is</source>
        <translation>신경망을 그대로 둠</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>How many of your drawings each network reads right</source>
        <translation>신경망마다 내 그림을 몇 장 바르게 읽는지 봄</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Take back what was done to the drawings (Ctrl+Z on them)</source>
        <translation>그림 모음에서 바꾼 것을 되돌림 (모음에서 Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Do again what was taken back (Ctrl+Shift+Z on them)</source>
        <translation>되돌린 것을 다시 실행함 (모음에서 Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Digit of the drawing that is chosen</source>
        <translation>고른 그림의 정답</translation>
    </message>
    <message>
        <source>Which digit the drawing is that is chosen; a digit’s key on it does the same</source>
        <translation>고른 그림의 정답을 바꿈. 그림을 고르고 숫자 키를 눌러도 됨</translation>
    </message>
    <message>
        <source>Your drawings are kept here.</source>
        <translation>그린 그림이 여기에 모임.</translation>
    </message>
    <message>
        <source>Progress of learning</source>
        <translation>학습 진행 상황</translation>
    </message>
</context>
<context>
    <name>HeatImage</name>
    <message>
        <source>Blue pixels speak for the answer, vermilion ones against it: the stronger the colour, the more. The image stays visible in grey below.</source>
        <translation>파란 픽셀은 답을 뒷받침하고 주홍 픽셀은 답에 반함. 색이 진할수록 영향이 큼. 원래 이미지는 아래에 회색으로 비침.</translation>
    </message>
    <message>
        <source>Point at a pixel to read its value.</source>
        <translation>픽셀을 가리키면 그 값이 나타남.</translation>
    </message>
    <message>
        <source>row {row}, column {column}: ink {ink}</source>
        <translation>{row}행 {column}열: 잉크 {ink}</translation>
    </message>
    <message>
        <source>row {row}, column {column}: ink {ink}, {heat}</source>
        <translation>{row}행 {column}열: 잉크 {ink}, {heat}</translation>
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
        <source>Compare and explain</source>
        <translation>비교와 설명</translation>
    </message>
    <message>
        <source>MNIST lab</source>
        <translation>MNIST 실험실</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Drag the start</source>
        <translation>시작점 끌기</translation>
    </message>
    <message>
        <source>Another start; the path descent would take follows</source>
        <translation>시작점을 바꿈. 그곳에서 내려갈 경로가 따라옴</translation>
    </message>
    <message>
        <source>Drag beside the surface</source>
        <translation>곡면 바깥 끌기</translation>
    </message>
    <message>
        <source>Turn the camera</source>
        <translation>시점 돌리기</translation>
    </message>
    <message>
        <source>Right button, or Shift and drag</source>
        <translation>오른쪽 버튼, 또는 Shift와 함께 끌기</translation>
    </message>
    <message>
        <source>Shift the view</source>
        <translation>화면 옮기기</translation>
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
        <translation>시작점 옮기기. Shift와 함께 누르면 조금씩</translation>
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
        <translation>시작점을 제자리로 되돌림</translation>
    </message>
    <message>
        <source>On the surface</source>
        <translation>곡면에서</translation>
    </message>
</context>
<context>
    <name>ImageGrid</name>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>InsidePage</name>
    <message>
        <source>What {digit} stands and falls with</source>
        <translation>{digit} 예측을 좌우하는 곳</translation>
    </message>
    <message>
        <source>What speaks for {digit}</source>
        <translation>{digit} 예측의 근거</translation>
    </message>
    <message>
        <source>Your drawing</source>
        <translation>직접 그린 그림</translation>
    </message>
    <message>
        <source>It is the network chosen above. An image of the data is chosen on the page of results.</source>
        <translation>위에서 고른 신경망임. 데이터의 이미지는 ‘결과’ 화면에서 고를 수 있음.</translation>
    </message>
    <message>
        <source>unit {place}</source>
        <translation>유닛 {place}번</translation>
    </message>
    <message>
        <source>map {map} ({row}, {column})</source>
        <translation>특성맵 {map} ({row}, {column})</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>{row}행 {column}열</translation>
    </message>
    <message>
        <source>moved by {x}, {y} pixels</source>
        <translation>이동 {x}, {y} 픽셀</translation>
    </message>
    <message>
        <source>{width} pixels wide</source>
        <translation>굵기 {width} 픽셀</translation>
    </message>
</context>
<context>
    <name>InsideView</name>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>What each layer makes of the image; click a unit</source>
        <translation>이미지가 층마다 어떻게 바뀌는지 봄. 유닛을 클릭하면 계산이 나타남</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>What the layers have learnt, as pictures</source>
        <translation>층이 학습한 가중치를 그림으로 봄</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>전처리</translation>
    </message>
    <message>
        <source>From your strokes to 28 × 28; leave a step out and watch the answer</source>
        <translation>획에서 28 × 28까지의 과정. 한 단계를 빼면 답이 어떻게 바뀌는지 볼 수 있음</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>기울기 지도</translation>
    </message>
    <message>
        <source>The gradient of the answer by each pixel’s ink</source>
        <translation>각 픽셀의 잉크에 대한 답의 기울기(현저성 지도)</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>가림 지도</translation>
    </message>
    <message>
        <source>How much the answer loses where it is hidden</source>
        <translation>그곳을 가렸을 때 답의 확률이 줄어드는 정도</translation>
    </message>
    <message>
        <source>Back to the drawing</source>
        <translation>그림으로 돌아가기</translation>
    </message>
    <message>
        <source>Look at the drawing on the canvas again</source>
        <translation>그리기 판의 그림을 다시 봄</translation>
    </message>
    <message>
        <source>Dropout on</source>
        <translation>드롭아웃 켜기</translation>
    </message>
    <message>
        <source>As in a pass of training: the units struck out are silenced</source>
        <translation>학습할 때처럼 줄 그은 유닛을 끔</translation>
    </message>
    <message>
        <source>Another mask</source>
        <translation>마스크 다시 뽑기</translation>
    </message>
    <message>
        <source>Draw the dropout mask anew</source>
        <translation>드롭아웃 마스크를 새로 뽑음</translation>
    </message>
    <message>
        <source>Layer whose weights are shown</source>
        <translation>가중치를 볼 층</translation>
    </message>
    <message>
        <source>What the colours say</source>
        <translation>색의 의미</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>볼 것</translation>
    </message>
</context>
<context>
    <name>LabController</name>
    <message>
        <source>Folder that holds MNIST’s files</source>
        <translation>MNIST 파일이 있는 폴더</translation>
    </message>
    <message>
        <source>These are other images: the network begins anew.</source>
        <translation>이미지가 달라져 신경망을 처음부터 새로 시작함.</translation>
    </message>
    <message>
        <source>“{title}”, the oldest network kept, made room. Save networks that you want to keep.</source>
        <translation>자리가 모자라 가장 오래된 신경망 “{title}”을(를) 없앰. 남겨 둘 신경망은 저장할 것.</translation>
    </message>
    <message>
        <source>Something went wrong: {reason}</source>
        <translation>문제가 생김: {reason}</translation>
    </message>
</context>
<context>
    <name>LandscapePage</name>
    <message>
        <source>true {true}, slice {slice}</source>
        <translation>실제 {true}, 단면 {slice}</translation>
    </message>
    <message>
        <source>The loss on the plane is being computed …</source>
        <translation>평면 위의 손실을 계산하는 중…</translation>
    </message>
    <message>
        <source>A plane through three networks needs three with the same layers. So far there are {n}: each new training keeps the network before it, and saved ones can be loaded.</source>
        <translation>세 신경망을 지나는 평면을 그리려면 층 구성이 같은 신경망이 셋 있어야 함. 지금은 {n}개임. 새로 학습할 때마다 앞의 신경망이 남고, 저장해 둔 신경망을 불러와도 됨.</translation>
    </message>
    <message>
        <source>Train a network: the plane in which its weights went farthest appears here.</source>
        <translation>신경망을 학습하면 가중치가 가장 많이 움직인 평면의 손실 지형이 여기에 나타남.</translation>
    </message>
    <message>
        <source>true loss {true}
on the slice {slice}
distance from it {distance}</source>
        <translation>실제 손실 {true}
단면 위의 손실 {slice}
단면까지의 거리 {distance}</translation>
    </message>
    <message>
        <source>Mean loss of {n:,} training images.</source>
        <translation>학습 이미지 {n:,}장의 평균 손실임.</translation>
    </message>
    <message>
        <source>The plane holds {a} + {b} of the way; the rest of the path is its shadow.</source>
        <translation>이 평면에 담긴 경로의 비율: {a} + {b}. 나머지는 그림자로만 보임.</translation>
    </message>
    <message>
        <source>A slice shows two directions of many: elsewhere the loss is another.</source>
        <translation>단면은 수많은 방향 중 둘만 보여 줌. 다른 방향에서는 손실이 다름.</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Its path</source>
        <translation>학습 경로</translation>
    </message>
    <message>
        <source>The plane in which training went farthest (PCA)</source>
        <translation>학습하는 동안 가장 많이 움직인 평면(PCA)</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Two random directions, as long as each filter is</source>
        <translation>무작위로 뽑은 두 방향. 길이는 필터마다 그 필터와 같게 맞춤</translation>
    </message>
    <message>
        <source>Three nets</source>
        <translation>신경망 셋</translation>
    </message>
    <message>
        <source>Through three networks with the same layers</source>
        <translation>층 구조가 같은 신경망 세 개를 지나는 평면</translation>
    </message>
    <message>
        <source>Plane through the weights</source>
        <translation>가중치 공간의 평면</translation>
    </message>
    <message>
        <source>Other directions</source>
        <translation>방향 다시 뽑기</translation>
    </message>
    <message>
        <source>Draw two other random directions</source>
        <translation>무작위로 두 방향을 새로 뽑음</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Leave the slice as far as it is</source>
        <translation>단면을 지금까지 계산한 데서 그만둠</translation>
    </message>
    <message>
        <source>Log height</source>
        <translation>로그 높이</translation>
    </message>
    <message>
        <source>Height as the logarithm of the loss: flat valleys show their slope</source>
        <translation>높이를 손실의 로그로 그림. 평평한 골짜기의 기울기가 드러남</translation>
    </message>
    <message>
        <source>Follow the training</source>
        <translation>학습 따라가기</translation>
    </message>
    <message>
        <source>Compute the slice again while the network trains</source>
        <translation>신경망이 학습하는 동안 단면을 다시 계산함</translation>
    </message>
    <message>
        <source>Progress of the slice</source>
        <translation>단면 계산 진행 상황</translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>unit {place}</source>
        <translation>유닛 {place}번</translation>
    </message>
    <message>
        <source>map {channel}, row {row}, column {column}</source>
        <translation>특성맵 {channel}번, {row}행 {column}열</translation>
    </message>
    <message>
        <source>Activations, layer by layer</source>
        <translation>층별 활성값</translation>
    </message>
    <message>
        <source>Draw a digit or choose an image to see what each layer makes of it.</source>
        <translation>숫자를 그리거나 이미지를 고르면 층마다 어떻게 바뀌는지 볼 수 있음.</translation>
    </message>
</context>
<context>
    <name>LessonTeller</name>
    <message>
        <source>label {label}, read as {read}</source>
        <translation>정답 {label}, 예측 {read}</translation>
    </message>
    <message>
        <source>The target of a {digit} is ({row}): its own class has probability 1.</source>
        <translation>숫자 {digit}의 목표 벡터: ({row}). 해당 클래스의 확률만 1임.</translation>
    </message>
    <message>
        <source>The lesson’s numbers are MNIST’s; these images are others.</source>
        <translation>강의의 수치는 MNIST 기준이고, 이 이미지는 다른 자료임.</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>학습 이미지</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>테스트 이미지</translation>
    </message>
    <message>
        <source>{images}: recomputed {published}, here {here}</source>
        <translation>{images}: 다시 계산한 값 {published}, 여기 {here}</translation>
    </message>
    <message>
        <source>{images}: published {published}, here {here}</source>
        <translation>{images}: 강의노트 {published}, 여기 {here}</translation>
    </message>
    <message>
        <source>Undivided: published {published}, here {here}</source>
        <translation>나누지 않은 테스트 이미지: 강의노트 {published}, 여기 {here}</translation>
    </message>
    <message>
        <source>Test image {index:,}: label {label}, read as {read} with {share} %.</source>
        <translation>테스트 이미지 {index:,}번: 정답 {label}, 예측 {read}(확률 {share} %).</translation>
    </message>
    <message>
        <source>The two losses are equal in every epoch, to the last digit.</source>
        <translation>모든 에폭에서 두 손실이 마지막 자리까지 같음.</translation>
    </message>
    <message>
        <source>The two losses never differ by more than {apart}: float32’s rounding.</source>
        <translation>두 손실의 차이는 최대 {apart}: float32의 반올림 오차임.</translation>
    </message>
    <message>
        <source>test image {place:,}, label {label}</source>
        <translation>테스트 이미지 {place:,}번, 정답 {label}</translation>
    </message>
    <message>
        <source>a training image of a {digit}</source>
        <translation>숫자 {digit} 학습 이미지</translation>
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
    <name>MapKey</name>
    <message>
        <source>What the colours mean</source>
        <translation>색의 의미</translation>
    </message>
    <message>
        <source>arrives after so many epochs</source>
        <translation>도달하는 데 걸린 에폭 수</translation>
    </message>
    <message>
        <source>still on its way: the lighter, the nearer</source>
        <translation>가는 중: 밝을수록 가까움</translation>
    </message>
    <message>
        <source>higher than it began</source>
        <translation>시작점보다 큼</translation>
    </message>
    <message>
        <source>no longer finite</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>rounding decides</source>
        <translation>반올림 오차에 좌우됨</translation>
    </message>
</context>
<context>
    <name>MapPlot</name>
    <message>
        <source>Map of runs</source>
        <translation>학습 결과 지도</translation>
    </message>
    <message>
        <source>Each pixel is a run. Click it, or go there with the arrow keys (with Shift ten pixels) and press Enter, to train that run for real.</source>
        <translation>픽셀 하나가 학습 하나임. 클릭하거나, 화살표 키로 옮겨 가(Shift와 함께 누르면 열 픽셀씩) Enter를 누르면 그 학습을 실제로 실행함.</translation>
    </message>
</context>
<context>
    <name>MapsPage</name>
    <message>
        <source>Rate × {other}</source>
        <translation>학습률 × {other}</translation>
    </message>
    <message>
        <source>Learning rate across, {other} up: where training is stable, and how fast</source>
        <translation>가로 학습률, 세로 {other}: 어디서 학습이 안정적인지, 얼마나 빠른지 봄</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>A run from every start: where it ends up, and after how many epochs</source>
        <translation>모든 시작점에서 학습함: 어디에 이르고 몇 에폭이 걸리는지 봄</translation>
    </message>
    <message>
        <source>The map is being made…</source>
        <translation>지도를 만드는 중…</translation>
    </message>
    <message>
        <source>minimum ({w0}, {w1})</source>
        <translation>최소점 ({w0}, {w1})</translation>
    </message>
    <message>
        <source>{runs} runs × {epochs} epochs, {optimizer}. Arrived: loss ≤ {target}.</source>
        <translation>학습 {runs}개 × {epochs} 에폭, {optimizer}. 도달 기준: 손실 ≤ {target}.</translation>
    </message>
    <message>
        <source>The line: the largest stable learning rate, in theory.</source>
        <translation>선: 안정적인 최대 학습률의 이론값.</translation>
    </message>
    <message>
        <source>Point at a pixel to read it; click it to train that run for real.</source>
        <translation>픽셀을 가리키면 결과가 나타나고, 클릭하면 그 학습을 실제로 실행함.</translation>
    </message>
    <message>
        <source>start from the map</source>
        <translation>지도에서 고른 시작점</translation>
    </message>
    <message>
        <source>run from the map</source>
        <translation>지도에서 고른 학습</translation>
    </message>
</context>
<context>
    <name>MapsView</name>
    <message>
        <source>On the surface</source>
        <translation>곡면에 표시</translation>
    </message>
    <message>
        <source>Lay the colours of the starts over the surface</source>
        <translation>시작점별 결과의 색을 곡면 위에 입힘</translation>
    </message>
    <message>
        <source>How much of the map is known</source>
        <translation>지도를 계산한 정도</translation>
    </message>
    <message>
        <source>What the map is of</source>
        <translation>지도의 종류</translation>
    </message>
</context>
<context>
    <name>NetworkFiles</name>
    <message>
        <source>Networks (*.safetensors)</source>
        <translation>신경망 (*.safetensors)</translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation>신경망 저장</translation>
    </message>
    <message>
        <source>{file} is there already. Replace it?</source>
        <translation>{file}: 이미 있는 파일임. 덮어쓸까요?</translation>
    </message>
    <message>
        <source>Networks (*.safetensors *.json)</source>
        <translation>신경망 (*.safetensors *.json)</translation>
    </message>
    <message>
        <source>Load a network</source>
        <translation>신경망 불러오기</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>저장한 곳: {file}</translation>
    </message>
    <message>
        <source>“{title}” is loaded, and reads the drawing.</source>
        <translation>“{title}”을(를) 불러옴. 이제 이 신경망이 그림을 읽음.</translation>
    </message>
</context>
<context>
    <name>NetworkForm</name>
    <message>
        <source>Network as text</source>
        <translation>글로 쓴 신경망</translation>
    </message>
    <message>
        <source>What goes in, then layer after layer: a number is a fully connected layer with so many units. 784-32-ReLU-10 takes 784 pixels to 32 units and these to 10 classes.</source>
        <translation>입력부터 층을 차례로 씀. 수는 그만큼의 유닛을 가진 완전연결층임. 784-32-ReLU-10은 픽셀 784개를 유닛 32개로, 이를 다시 클래스 10개로 보냄.</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>gives</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Shape of what comes out of the layer for one image</source>
        <translation>이미지 한 장에 대한 이 층의 출력 모양(shape)</translation>
    </message>
    <message>
        <source>learns</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>How many weights and biases the layer learns</source>
        <translation>이 층이 학습하는 가중치와 편향의 수</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>층 추가</translation>
    </message>
    <message>
        <source>Put one more layer before the outputs; its kind can then be chosen</source>
        <translation>출력 앞에 층을 하나 더 넣음. 종류는 넣은 뒤에 고를 수 있음</translation>
    </message>
    <message>
        <source>Move this layer towards the input</source>
        <translation>이 층을 입력 쪽으로 옮김</translation>
    </message>
    <message>
        <source>Move this layer towards the output</source>
        <translation>이 층을 출력 쪽으로 옮김</translation>
    </message>
    <message>
        <source>Remove this layer</source>
        <translation>이 층 없애기</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Kind of layer {place}</source>
        <translation>{place}번 층의 종류</translation>
    </message>
    <message>
        <source>Number of layer {place}</source>
        <translation>{place}번 층의 수</translation>
    </message>
    <message>
        <source>{n} parameters</source>
        <translation>파라미터 {n}개</translation>
    </message>
</context>
<context>
    <name>NoiseFields</name>
    <message>
        <source>Data that an update sees; 0 for all of them. Loss and gradient shown stay those of all data</source>
        <translation>업데이트 한 번에 쓰는 데이터 수. 0이면 전체를 씀. 표시되는 손실과 기울기는 언제나 전체 데이터의 값임</translation>
    </message>
    <message>
        <source>Each pass is shuffled anew, under a seed made of this one and the pass</source>
        <translation>데이터를 한 바퀴 돌 때마다 새로 섞음. 섞는 순서는 이 시드와 몇 바퀴째인지로 정해짐</translation>
    </message>
    <message>
        <source>How torch.optim.lr_scheduler changes the learning rate from update to update</source>
        <translation>torch.optim.lr_scheduler로 업데이트마다 학습률을 바꾸는 방법</translation>
    </message>
    <message>
        <source>A frozen weight stays where it starts: no step, no weight decay</source>
        <translation>고정한 가중치는 시작점의 값 그대로임. 스텝도 가중치 감쇠도 없음</translation>
    </message>
    <message>
        <source>Start where torch would: one of torch.nn.init’s ways, under a seed</source>
        <translation>torch처럼 시작점을 뽑음: torch.nn.init의 초기화 방법과 시드로 정해짐</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>스케줄</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>가중치 고정</translation>
    </message>
    <message>
        <source>Draw start</source>
        <translation>시작점 뽑기</translation>
    </message>
    <message>
        <source>The seed that the start is drawn under</source>
        <translation>시작점을 뽑는 데 쓰는 시드</translation>
    </message>
    <message>
        <source>{weight} frozen</source>
        <translation>{weight} 고정</translation>
    </message>
    <message>
        <source>Seed of the batches</source>
        <translation>배치의 시드</translation>
    </message>
    <message>
        <source>Seed of the start</source>
        <translation>시작점의 시드</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>뽑기</translation>
    </message>
    <message>
        <source>An epoch is one update, with all {n} data.</source>
        <translation>한 에폭은 데이터 {n}개를 모두 쓰는 업데이트 한 번임.</translation>
    </message>
    <message>
        <source>An epoch is one update; {count} of them are one pass over all {n} data.</source>
        <translation>한 에폭은 업데이트 한 번임. {count} 에폭이 데이터 {n}개를 한 바퀴 도는 것임.</translation>
    </message>
</context>
<context>
    <name>NoiseWishes</name>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>seed of the batches</source>
        <translation>배치의 시드</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>스케줄</translation>
    </message>
    <message>
        <source>frozen weight</source>
        <translation>가중치 고정</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Settings of: {name}</source>
        <translation>설정 대상: {name}</translation>
    </message>
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
        <translation>기울기로부터 스텝을 정하는 규칙</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How long the step is; any number from {low:g} to {high:g}</source>
        <translation>스텝의 크기. {low:g}부터 {high:g}까지 아무 수나 쓸 수 있음</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>The bias at epoch 0; Up and Down change it by 0.1</source>
        <translation>에폭 0의 편향. 위·아래 키로 0.1씩 바꿈</translation>
    </message>
    <message>
        <source>The weight at epoch 0; Up and Down change it by 0.1</source>
        <translation>에폭 0의 가중치. 위·아래 키로 0.1씩 바꿈</translation>
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
        <source>Model, as a formula</source>
        <translation>모형의 수식</translation>
    </message>
    <message>
        <source>Type another one and press Enter; Escape brings this one back. It is made of w0, w1 and, where there are data, x; of numbers, pi and e, + - * / ^ and brackets, and {functions}.</source>
        <translation>다른 수식을 쓰고 Enter를 누름. Esc를 누르면 이 수식으로 돌아감. 쓸 수 있는 것: w0, w1, x(데이터가 있을 때), 수, pi, e, + - * / ^, 괄호, {functions}.</translation>
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
        <source>Surface</source>
        <translation>곡면</translation>
    </message>
    <message>
        <source>Model ŷ</source>
        <translation>모형 ŷ</translation>
    </message>
    <message>
        <source>hyper-parameters</source>
        <translation>하이퍼파라미터</translation>
    </message>
    <message>
        <source>Momentum, decay and the like, with torch’s own names</source>
        <translation>모멘텀, 감쇠 등. 이름은 torch와 같음</translation>
    </message>
    <message>
        <source>more settings</source>
        <translation>추가 설정</translation>
    </message>
    <message>
        <source>Batches, a schedule of the learning rate, frozen weights, a start that is drawn</source>
        <translation>배치, 학습률 스케줄, 가중치 고정, 시작점 뽑기</translation>
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
        <translation>신경망에 실제로 들어가는 28 × 28 그림. 화살표 키로 픽셀 값을 하나씩 읽을 수 있음.</translation>
    </message>
    <message>
        <source>Point at a pixel to read its value: 0 is paper, 1 is ink.</source>
        <translation>픽셀을 가리키면 값이 나타남: 0은 종이, 1은 잉크임.</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>아직 없음</translation>
    </message>
</context>
<context>
    <name>Planar</name>
    <message>
        <source>lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭 수</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
</context>
<context>
    <name>PlanarPane</name>
    <message>
        <source>{name} is held at {value}, its value at this epoch; the path is seen as its shadow</source>
        <translation>{name} 값은 이 에폭의 값 {value}에 고정함. 경로는 그림자로 나타남</translation>
    </message>
    <message>
        <source>Loss over two of three weights</source>
        <translation>세 가중치 중 둘에 대한 손실</translation>
    </message>
    <message>
        <source>Data and decision line</source>
        <translation>데이터와 결정 경계</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>비용(cost)</translation>
    </message>
    <message>
        <source>{formula}; on the line ŷ is ½. The stronger the colour, the surer the model.</source>
        <translation>{formula}. 선 위에서 ŷ = ½임. 색이 진할수록 모형의 확신도가 높음.</translation>
    </message>
    <message>
        <source>Cost by epoch</source>
        <translation>에폭별 비용(cost)</translation>
    </message>
    <message>
        <source>Numbers of the epoch shown</source>
        <translation>표시된 에폭의 값</translation>
    </message>
    <message>
        <source>Draw the loss over {first} and {second}; {third} is held</source>
        <translation>{first}, {second}에 대한 손실을 그림. 나머지 {third} 값은 고정함</translation>
    </message>
    <message>
        <source>Weights that are drawn</source>
        <translation>손실을 그릴 두 가중치</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>The rule that turns the gradient into a step</source>
        <translation>기울기로부터 스텝을 정하는 규칙</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How long the step is; any number from {low:g} to {high:g}</source>
        <translation>스텝의 크기. {low:g}부터 {high:g}까지 아무 수나 쓸 수 있음</translation>
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
        <source>{name} at epoch 0; Up and Down change it by 0.1</source>
        <translation>에폭 0의 {name}. 위·아래 키로 0.1씩 바꿈</translation>
    </message>
</context>
<context>
    <name>PointHold</name>
    <message>
        <source>move a point</source>
        <translation>점 이동</translation>
    </message>
    <message>
        <source>add a point</source>
        <translation>점 추가</translation>
    </message>
    <message>
        <source>delete a point</source>
        <translation>점 삭제</translation>
    </message>
    <message>
        <source>Two points are the least that a line needs.</source>
        <translation>직선을 맞추려면 점이 적어도 두 개 있어야 함.</translation>
    </message>
</context>
<context>
    <name>PrepareView</name>
    <message>
        <source>Preparation of the drawing, step by step</source>
        <translation>그림의 전처리 과정</translation>
    </message>
    <message>
        <source>Draw a digit to see what becomes of it before the network reads it.</source>
        <translation>숫자를 그리면 신경망이 읽기 전에 어떻게 바뀌는지 볼 수 있음.</translation>
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
        <translation>펜을 움직이는 동안 답이 따라옴.</translation>
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
        <translation>확실하지 않음: 두드러진 숫자가 없음</translation>
    </message>
</context>
<context>
    <name>RaceBar</name>
    <message>
        <source>optimizers</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Several optimizers from this start, at the same learning rate</source>
        <translation>이 시작점과 이 학습률로 옵티마이저 여러 개를 함께 학습함</translation>
    </message>
    <message>
        <source>learning rates</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>This optimizer from this start, at several learning rates</source>
        <translation>이 시작점과 이 옵티마이저로 여러 학습률을 함께 학습함</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>This optimizer from several starts: which of them reach the minimum?</source>
        <translation>이 옵티마이저로 여러 시작점에서 함께 학습함. 최소점에 이르는 시작점은?</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>비우기</translation>
    </message>
    <message>
        <source>Remove every run that is not pinned</source>
        <translation>고정하지 않은 학습을 모두 없앰</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Let several runs race, or take them away</source>
        <translation>학습 여러 개를 함께 비교하거나 없앰</translation>
    </message>
    <message>
        <source>Race: {what}</source>
        <translation>비교: {what}</translation>
    </message>
</context>
<context>
    <name>RateCurve</name>
    <message>
        <source>Learning rate of every update</source>
        <translation>업데이트별 학습률</translation>
    </message>
    <message>
        <source>from {first}, at most {most}, to {last}</source>
        <translation>처음 {first}, 최대 {most}, 마지막 {last}</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>in training: {title}</source>
        <translation>학습 중: {title}</translation>
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
        <source>There are no data: this surface is a formula of ŵ₀ and ŵ₁. Its height is the loss itself.</source>
        <translation>데이터가 없음: 이 곡면은 ŵ₀와 ŵ₁의 수식이고, 높이가 곧 손실임.</translation>
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
        <translation>누르거나 끌면 그 에폭을 보여 줌. 옅은 선은 앞으로의 예상임</translation>
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
    <name>ResultsPage</name>
    <message>
        <source>Reading the test images …</source>
        <translation>테스트 이미지를 읽는 중…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>The test images appear here.</source>
        <translation>테스트 이미지가 여기에 나타남.</translation>
    </message>
    <message>
        <source>Misread</source>
        <translation>틀린 것</translation>
    </message>
    <message>
        <source>All images that are misread, the surest errors first</source>
        <translation>잘못 읽은 이미지를 확신도가 높은 것부터 모두 보여 줌</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Random test images with label and answer</source>
        <translation>무작위로 뽑은 테스트 이미지와 그 정답, 예측</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>칸</translation>
    </message>
    <message>
        <source>The images of the cell that is chosen in the matrix</source>
        <translation>혼동 행렬에서 고른 칸의 이미지</translation>
    </message>
    <message>
        <source>Only 1st</source>
        <translation>첫째만</translation>
    </message>
    <message>
        <source>Images that only the first network reads right</source>
        <translation>첫째 신경망만 바르게 읽은 이미지</translation>
    </message>
    <message>
        <source>Only 2nd</source>
        <translation>둘째만</translation>
    </message>
    <message>
        <source>Images that only the second network reads right</source>
        <translation>둘째 신경망만 바르게 읽은 이미지</translation>
    </message>
    <message>
        <source>{title}
{accuracy} of {n:,} read right
loss {loss}, calibration error {error}</source>
        <translation>{title}
정확도 {accuracy} (이미지 {n:,}장)
손실 {loss}, 보정 오차 {error}</translation>
    </message>
    <message>
        <source>Only the first is right: {a:,}; only the second: {b:,}. By chance alone: p = {p}.</source>
        <translation>첫째만 맞음: {a:,}장, 둘째만 맞음: {b:,}장. 우연만으로 이만큼 차이 날 확률: p&#xa0;=&#xa0;{p}.</translation>
    </message>
    <message>
        <source>Test image {place:,}: a {label}, read as {read} with {share}</source>
        <translation>테스트 이미지 {place:,}번: 정답 {label}, 예측 {read}(확률 {share})</translation>
    </message>
    <message>
        <source>There is no such image.</source>
        <translation>그런 이미지가 없음.</translation>
    </message>
    <message>
        <source>{n:,} images</source>
        <translation>이미지 {n:,}장</translation>
    </message>
    <message>
        <source>{n:,} images, {shown} shown</source>
        <translation>이미지 {n:,}장 중 {shown}장 표시</translation>
    </message>
    <message>
        <source>test image {place:,}, a {label}</source>
        <translation>테스트 이미지 {place:,}번, 정답 {label}</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Whose results are shown</source>
        <translation>결과를 볼 신경망</translation>
    </message>
    <message>
        <source>beside</source>
        <translation>비교 대상</translation>
    </message>
    <message>
        <source>A second network on the same images, to compare</source>
        <translation>같은 이미지로 비교할 둘째 신경망</translation>
    </message>
    <message>
        <source>Exchange the two networks</source>
        <translation>두 신경망 맞바꾸기</translation>
    </message>
    <message>
        <source>Exchange the two networks: the matrix and the images are the first one’s</source>
        <translation>두 신경망을 맞바꿈. 혼동 행렬과 이미지는 첫째 신경망의 것임</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>다시 뽑기</translation>
    </message>
    <message>
        <source>Other random images</source>
        <translation>다른 이미지를 무작위로 뽑음</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Fork here</source>
        <translation>여기서 갈라지기</translation>
    </message>
    <message>
        <source>Begin another run at the epoch shown, with the optimizer and learning rate now set: both futures are seen</source>
        <translation>표시된 에폭에서 지금 설정한 옵티마이저와 학습률로 새 학습을 시작함. 두 갈래의 앞날을 함께 볼 수 있음</translation>
    </message>
    <message>
        <source>Target loss</source>
        <translation>목표 손실</translation>
    </message>
    <message>
        <source>The table counts the epochs until a run’s loss is at or below it</source>
        <translation>손실이 이 값 이하가 될 때까지의 에폭 수를 표에 나타냄</translation>
    </message>
    <message>
        <source>Empty: 99 % of the way from the start’s loss down to the minimum</source>
        <translation>비워 두면 시작점의 손실에서 최솟값까지 99 % 내려간 값</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>학습 목록</translation>
    </message>
    <message>
        <source>Enter shows a run large, F2 names it, H hides it, P pins it, R runs it again</source>
        <translation>Enter 크게 보기, F2 이름 붙이기, H 숨기기, P 고정, R 다시 학습</translation>
    </message>
    <message>
        <source>No runs yet. Press Play, or let several race.</source>
        <translation>아직 학습이 없음. 재생을 누르거나 여러 개를 비교할 것.</translation>
    </message>
    <message>
        <source>run</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Double-click or F2 to name it</source>
        <translation>두 번 클릭하거나 F2를 누르면 이름을 붙일 수 있음</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>The rule that turns the gradient into a step</source>
        <translation>기울기로부터 스텝을 정하는 규칙</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How long the step is: runs with different ones are not compared alike</source>
        <translation>스텝의 크기. 학습률이 다르면 같은 조건의 비교가 아님</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Number of updates so far</source>
        <translation>지금까지의 업데이트 횟수</translation>
    </message>
    <message>
        <source>Bias and weight after these epochs</source>
        <translation>이 에폭의 편향과 가중치</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loss at these weights</source>
        <translation>이 가중치에서의 손실</translation>
    </message>
    <message>
        <source>to target</source>
        <translation>목표까지</translation>
    </message>
    <message>
        <source>Epochs until the loss was first at or below the target loss</source>
        <translation>손실이 처음으로 목표 손실 이하가 된 에폭</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Whether it runs, or how it ended</source>
        <translation>진행 중인지, 어떻게 끝났는지</translation>
    </message>
    <message>
        <source>Show its numbers and curve (Enter)</source>
        <translation>이 학습의 값과 곡선 보기 (Enter)</translation>
    </message>
    <message>
        <source>Name the run (F2)</source>
        <translation>이름 붙이기 (F2)</translation>
    </message>
    <message>
        <source>Hide this run’s path and curves (H)</source>
        <translation>이 학습의 경로와 곡선 숨기기 (H)</translation>
    </message>
    <message>
        <source>Show this run’s path and curves (H)</source>
        <translation>이 학습의 경로와 곡선 보이기 (H)</translation>
    </message>
    <message>
        <source>Pin: keep this run when a new race begins (P)</source>
        <translation>고정: 새로 비교를 시작해도 이 학습을 남김 (P)</translation>
    </message>
    <message>
        <source>Unpin: let this run go when a new race begins (P)</source>
        <translation>고정 해제: 새로 비교를 시작하면 이 학습을 없앰 (P)</translation>
    </message>
    <message>
        <source>Run it again from its start, with its own settings (R)</source>
        <translation>이 학습의 설정 그대로 시작점부터 다시 학습 (R)</translation>
    </message>
    <message>
        <source>Remove this run (Delete)</source>
        <translation>이 학습 없애기 (Delete)</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>shares epochs 0 to {epoch} with the run it was forked from</source>
        <translation>에폭 0 ~ {epoch} 구간은 갈라지기 전의 학습과 공유함</translation>
    </message>
    <message>
        <source>its epochs 0 to {epoch} are those of a run that has changed since</source>
        <translation>에폭 0 ~ {epoch} 구간은 그 뒤에 바뀐 학습의 기록임</translation>
    </message>
    <message>
        <source>diverged at epoch {epoch}</source>
        <translation>발산 (에폭 {epoch})</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>finished, diverging</source>
        <translation>완료, 발산 중</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>at epoch {epoch} of {epochs}</source>
        <translation>{epoch} / {epochs} 에폭</translation>
    </message>
    <message>
        <source>The losses differ: their numbers cannot be compared with each other.</source>
        <translation>손실이 서로 다름: 값을 직접 비교할 수 없음.</translation>
    </message>
    <message>
        <source>The learning rates differ ({rates}): compare with care.</source>
        <translation>학습률이 서로 다름({rates}): 비교할 때 주의할 것.</translation>
    </message>
    <message>
        <source>one run again</source>
        <translation>학습 하나만 남기기</translation>
    </message>
    <message>
        <source>race</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>This run is pinned already, just as it is.</source>
        <translation>이미 지금 그대로 고정한 학습임.</translation>
    </message>
    <message>
        <source>pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>There is nothing to pin yet: play the run first.</source>
        <translation>아직 고정할 것이 없음. 먼저 학습할 것.</translation>
    </message>
    <message>
        <source>unpin</source>
        <translation>고정 해제</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>학습 없애기</translation>
    </message>
    <message>
        <source>fork</source>
        <translation>갈라지기</translation>
    </message>
    <message>
        <source>Forked at epoch {epoch}: the panel now changes the new run. Choose another optimizer or learning rate, then Play.</source>
        <translation>에폭 {epoch}에서 갈라짐. 이제 왼쪽 패널은 새 학습의 설정을 바꿈. 다른 옵티마이저나 학습률을 고르고 재생할 것.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름 붙이기</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>run again</source>
        <translation>다시 학습</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표 손실</translation>
    </message>
</context>
<context>
    <name>Sees</name>
    <message>
        <source>What the network sees</source>
        <translation>신경망이 보는 그림</translation>
    </message>
    <message>
        <source>Fitted to 20 × 20, centre of mass in the middle of 28 × 28.</source>
        <translation>20 × 20에 맞춘 뒤 무게중심을 28 × 28의 한가운데에 둠.</translation>
    </message>
    <message>
        <source>Prepared without: {steps}.</source>
        <translation>뺀 전처리 단계: {steps}.</translation>
    </message>
    <message>
        <source>Point at a pixel to read its value.</source>
        <translation>픽셀을 가리키면 그 값이 나타남.</translation>
    </message>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>{row}행 {column}열: {value}</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>What training makes small</source>
        <translation>학습으로 줄이려는 값</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>The rule that turns the gradient into a step</source>
        <translation>기울기로부터 스텝을 정하는 규칙</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How long a step is; it can be changed while the network trains</source>
        <translation>스텝의 크기. 학습 중에도 바꿀 수 있음</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Images in an update, up to {most:,}; 0 is all of them at once</source>
        <translation>업데이트 한 번에 쓰는 이미지 수. 최대 {most:,}장, 0이면 전체를 한꺼번에 씀</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭 수</translation>
    </message>
    <message>
        <source>How often all images are gone through, 1 to {most:,}</source>
        <translation>전체 이미지를 몇 번 되풀이할지 정함. 1부터 {most:,}까지</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Weights, orders and dropout masks are drawn from it: the same seed, the same run</source>
        <translation>가중치, 순서, 드롭아웃을 뽑는 데 씀. 시드가 같으면 학습도 똑같음</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>Each epoch draws its own order of the images</source>
        <translation>에폭마다 이미지 순서를 새로 뽑음</translation>
    </message>
    <message>
        <source>Full batches</source>
        <translation>꽉 찬 배치만</translation>
    </message>
    <message>
        <source>drop_last: the images that are left over when the others fill their batches are left out of the epoch; otherwise they make a last batch, a smaller one</source>
        <translation>drop_last: 배치를 채우고 남은 이미지는 그 에폭에서 뺌. 끄면 남은 이미지로 더 작은 마지막 배치를 만듦</translation>
    </message>
</context>
<context>
    <name>SigmoidPlot</name>
    <message>
        <source>Curves of σ(Wx + b)</source>
        <translation>σ(Wx + b)의 곡선</translation>
    </message>
    <message>
        <source>Drag a handle of the curve up or down; by keys: H chooses a handle, Up and Down move it.</source>
        <translation>곡선의 손잡이를 위아래로 끌 수 있음. 키보드: H로 손잡이 선택, 위·아래 키로 이동.</translation>
    </message>
    <message>
        <source>Handle {number} of the curve: x = {x}, y = {y}</source>
        <translation>곡선의 손잡이 {number}번: x = {x}, y = {y}</translation>
    </message>
</context>
<context>
    <name>Speaker</name>
    <message>
        <source>standardised data</source>
        <translation>데이터 표준화</translation>
    </message>
    <message>
        <source>other points</source>
        <translation>점 변경</translation>
    </message>
    <message>
        <source>Changed from the lesson: {what}. Trained: loss {loss} after {epochs} epochs.</source>
        <translation>실습과 달라진 것: {what}. 학습 결과: {epochs} 에폭 뒤 손실 {loss}.</translation>
    </message>
    <message>
        <source>Changed from the lesson: {what}. Play shows where it leads now.</source>
        <translation>실습과 달라진 것: {what}. 재생하면 이제 어디에 이르는지 볼 수 있음.</translation>
    </message>
    <message>
        <source>“{text}” is not a number. Type one such as 0.05 or 1e-3; Escape brings the old one back.</source>
        <translation>“{text}”: 숫자가 아님. 0.05나 1e-3처럼 입력할 것. Esc를 누르면 이전 값으로 돌아감.</translation>
    </message>
    <message>
        <source>This could not be computed: {reason} Nothing of yours is lost; Reset starts afresh.</source>
        <translation>계산하지 못함: {reason} 잃어버린 것은 없음. 초기화를 누르면 처음부터 다시 시작함.</translation>
    </message>
</context>
<context>
    <name>StepsPage</name>
    <message>
        <source>A script would have to spell out all {n} points; it does up to {most}.</source>
        <translation>스크립트에는 점을 모두 적어야 하는데 점이 {n}개임. {most}개까지만 적을 수 있음.</translation>
    </message>
    <message>
        <source>Copied: a PyTorch script that repeats this run anywhere.</source>
        <translation>복사함: 이 학습을 어디서나 똑같이 되풀이하는 PyTorch 스크립트.</translation>
    </message>
    <message>
        <source>datum {number}</source>
        <translation>데이터 {number}</translation>
    </message>
    <message>
        <source>{formula}, n = {n}</source>
        <translation>{formula}, 데이터 수 n = {n}</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>축별 배율</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
</context>
<context>
    <name>StepsView</name>
    <message>
        <source>Next line</source>
        <translation>다음 줄</translation>
    </message>
    <message>
        <source>Execute the next of the four steps, inside the epoch</source>
        <translation>한 에폭 안에서 네 단계 중 다음 단계를 실행함</translation>
    </message>
    <message>
        <source>Line before</source>
        <translation>이전 줄</translation>
    </message>
    <message>
        <source>Show the step before again, exactly as it was</source>
        <translation>바로 앞 단계를 그때 그대로 다시 보여 줌</translation>
    </message>
    <message>
        <source>The four steps in PyTorch; 1 to 4 choose one</source>
        <translation>PyTorch로 쓴 네 단계. 1 ~ 4 키로 선택</translation>
    </message>
    <message>
        <source>Step inside an epoch to see its numbers.</source>
        <translation>에폭 안에서 한 줄씩 실행하면 값이 나타남.</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>surface of the batch</source>
        <translation>배치의 곡면</translation>
    </message>
    <message>
        <source>two losses</source>
        <translation>손실 두 개</translation>
    </message>
    <message>
        <source>contour map</source>
        <translation>등고선</translation>
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
    <message>
        <source>Contour map</source>
        <translation>등고선</translation>
    </message>
    <message>
        <source>Before standardising</source>
        <translation>표준화 전</translation>
    </message>
    <message>
        <source>The next batch alone</source>
        <translation>다음 배치만의 손실</translation>
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
        <translation>시작점을 곡면 위에서 끌 수 있음. 화살표 키로 시작점을 옮기고(Shift와 함께 누르면 조금씩), Ctrl + 화살표 키로 시점을 돌리며, Shift까지 함께 누르면 화면을 옮김. +와 −로 확대·축소함.</translation>
    </message>
    <message>
        <source>size of the gradient</source>
        <translation>기울기의 크기</translation>
    </message>
</context>
<context>
    <name>ThreeNets</name>
    <message>
        <source>Network {place} of the plane</source>
        <translation>평면이 지나는 {place}번째 신경망</translation>
    </message>
    <message>
        <source>The plane goes through this network; only those with the same layers</source>
        <translation>평면이 지나는 신경망. 층 구조가 같은 것만 고를 수 있음</translation>
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
        <source>Picture</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Open a photograph or a scan of a digit (O); it can be dropped on the card, or pasted (Ctrl+V), as well</source>
        <translation>숫자를 찍은 사진이나 스캔한 그림을 엶 (O). 그리기 판에 끌어다 놓거나 붙여넣어도 됨 (Ctrl+V)</translation>
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
    <name>TrainingBar</name>
    <message>
        <source>Train on this device; it can be changed while the network trains</source>
        <translation>이 장치에서 학습함. 학습 중에도 바꿀 수 있음</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>A setup of the course, with its own draws</source>
        <translation>강의에서 쓴 설정. 난수를 뽑는 순서까지 같음</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>연산 장치</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>학습 진행 상황</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>This is another network than the one that learns. Return begins anew with it, and so does Train.</source>
        <translation>지금 학습 중인 신경망과 다름. Enter나 학습을 누르면 이 신경망으로 새로 시작함.</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}”: 숫자가 아님.</translation>
    </message>
    <message>
        <source>The loss stopped being finite: the steps are too long. The network is back where its last epoch ended; try a smaller learning rate.</source>
        <translation>스텝이 너무 커서 손실이 유한하지 않게 됨. 신경망을 마지막 에폭이 끝난 상태로 되돌림. 더 작은 학습률로 해 볼 것.</translation>
    </message>
    <message>
        <source>Looking for MNIST …</source>
        <translation>MNIST를 찾는 중…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>다시 학습</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
</context>
<context>
    <name>TrainingPlot</name>
    <message>
        <source>Loss and accuracy over epochs</source>
        <translation>에폭별 손실과 정확도</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>loss, log scale</source>
        <translation>손실(로그 눈금)</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>정확도, %</translation>
    </message>
    <message>
        <source>Mean loss of each epoch; the thin line is the loss of single batches. Click for an epoch’s numbers.</source>
        <translation>에폭별 평균 손실. 가는 선은 배치별 손실임. 클릭하면 그 에폭의 값이 나타남.</translation>
    </message>
    <message>
        <source>Share of images read right: bold on test images, which the network never learns from, thin on training images. Where the two part, it learns by heart.</source>
        <translation>바르게 읽은 이미지의 비율. 굵은 선은 학습에 쓰지 않는 테스트 이미지, 가는 선은 학습 이미지임. 두 선이 벌어지면 외우기 시작한 것(과적합)임.</translation>
    </message>
    <message>
        <source>train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>Press Train: loss and accuracy are drawn while the network learns.</source>
        <translation>‘학습’을 누르면 신경망이 학습하는 동안 손실과 정확도가 그려짐.</translation>
    </message>
</context>
<context>
    <name>TrainingView</name>
    <message>
        <source>Lesson</source>
        <translation>실습</translation>
    </message>
    <message>
        <source>What there is to see, and what came out</source>
        <translation>무엇을 볼 것인지, 무엇이 나왔는지</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Loss, optimizer, learning rate, batch, epochs</source>
        <translation>손실, 옵티마이저, 학습률, 배치, 에폭 수</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Layers, as text and one by one</source>
        <translation>층을 글로, 또는 하나씩 고침</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Where the digits come from</source>
        <translation>숫자 이미지를 어디서 가져오는지</translation>
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
        <translation>기록된 에폭으로 끌어 옮김. 왼쪽·오른쪽 키로 한 에폭씩 움직임</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Epochs per second; all the way right is as fast as torch can</source>
        <translation>초당 에폭 수. 맨 오른쪽은 torch가 낼 수 있는 최고 속도임</translation>
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
    <name>UnitArithmetic</name>
    <message>
        <source>Arithmetic of the unit</source>
        <translation>유닛의 계산</translation>
    </message>
    <message>
        <source>Click a unit to see how it comes to its number.</source>
        <translation>유닛을 클릭하면 값이 어떻게 계산되는지 볼 수 있음.</translation>
    </message>
    <message>
        <source>from</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Where the number comes from</source>
        <translation>값이 어디에서 오는지</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>What arrives from there for this image</source>
        <translation>이 이미지에 대해 그곳에서 들어오는 값</translation>
    </message>
    <message>
        <source>× weight</source>
        <translation>× 가중치</translation>
    </message>
    <message>
        <source>What the unit has learnt to multiply it by</source>
        <translation>입력에 곱하도록 학습한 값</translation>
    </message>
    <message>
        <source>= adds</source>
        <translation>= 더하는 값</translation>
    </message>
    <message>
        <source>The product: what this input adds to the sum</source>
        <translation>둘의 곱: 이 입력이 합에 더하는 값</translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation>나머지 {n}개</translation>
    </message>
    <message>
        <source>All terms that are smaller than those above, added up</source>
        <translation>위의 항들보다 작은 항을 모두 더한 값</translation>
    </message>
    <message>
        <source>What the unit adds for every image alike</source>
        <translation>어느 이미지에나 똑같이 더하는 값</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합</translation>
    </message>
    <message>
        <source>What leaves the unit: the activation function applied to the sum</source>
        <translation>유닛의 출력: 합에 활성함수를 적용한 값</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
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
        <source>epochs</source>
        <translation>에폭 수</translation>
    </message>
    <message>
        <source>model</source>
        <translation>모형</translation>
    </message>
    <message>
        <source>Taken away, as they belong to another model: {count}. Undo brings them back.</source>
        <translation>다른 모형의 학습이라 없앰: {count}개. 실행 취소로 되돌릴 수 있음.</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
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
        <translation>시작점에서부터 한 에폭씩 학습함</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>한 에폭</translation>
    </message>
    <message>
        <source>One epoch: ŷ, loss, gradient, update</source>
        <translation>ŷ, 손실, 기울기, 업데이트를 차례로 한 번씩 계산함</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>한 에폭 뒤로</translation>
    </message>
    <message>
        <source>Show the epoch before; nothing recorded is lost</source>
        <translation>바로 앞 에폭을 보여 줌. 기록은 사라지지 않음</translation>
    </message>
    <message>
        <source>To start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Show epoch 0, the start itself</source>
        <translation>에폭 0, 곧 시작점을 보여 줌</translation>
    </message>
    <message>
        <source>To end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>Train flat out to the last epoch</source>
        <translation>마지막 에폭까지 최고 속도로 학습함</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Back to the lesson’s own start and settings</source>
        <translation>실습의 원래 시작점과 설정으로 돌아감</translation>
    </message>
    <message>
        <source>More epochs</source>
        <translation>에폭 더하기</translation>
    </message>
    <message>
        <source>Let the run go on, as the notes do</source>
        <translation>강의노트처럼 학습을 이어 감</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Bring the whole surface into view</source>
        <translation>곡면 전체가 보이게 함</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>위에서</translation>
    </message>
    <message>
        <source>Look straight down on the weights</source>
        <translation>가중치 평면을 똑바로 내려다봄</translation>
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
        <translation>높이를 손실의 로그로 그림. 평평한 골짜기의 기울기가 드러남</translation>
    </message>
    <message>
        <source>Gradient colours</source>
        <translation>기울기 색</translation>
    </message>
    <message>
        <source>Colour the surface by the size of the gradient: where it is dark, descent crawls</source>
        <translation>곡면을 기울기의 크기로 색칠함. 어두운 곳에서는 거의 움직이지 않음</translation>
    </message>
    <message>
        <source>Two losses</source>
        <translation>손실 두 개</translation>
    </message>
    <message>
        <source>The same run under another loss beside it: cameras, start and epoch go together</source>
        <translation>같은 학습을 다른 손실로 나란히 봄. 시점, 시작점, 에폭이 함께 움직임</translation>
    </message>
    <message>
        <source>Contour map</source>
        <translation>등고선</translation>
    </message>
    <message>
        <source>The surface from above with labelled contour lines, beside it</source>
        <translation>위에서 본 곡면을 등고선과 그 값으로 나란히 그림</translation>
    </message>
    <message>
        <source>Surface of the batch</source>
        <translation>배치의 곡면</translation>
    </message>
    <message>
        <source>The loss of the batch that the next update sees, beside that of all</source>
        <translation>다음 업데이트에 쓸 배치의 손실을 전체 데이터의 손실과 나란히 봄</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>로그 손실</translation>
    </message>
    <message>
        <source>Loss curve on a logarithmic scale</source>
        <translation>손실 곡선을 로그 눈금으로 그림</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy epoch, weights, loss, gradient and step, to check them by hand</source>
        <translation>에폭, 가중치, 손실, 기울기, 스텝을 복사함. 손으로 검산할 수 있음</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>학습 비교</translation>
    </message>
    <message>
        <source>Table of the runs: race several, pin, name, hide, fork</source>
        <translation>학습 여러 개를 한 표로 봄. 비교하기, 고정, 이름 붙이기, 숨기기, 갈라지기</translation>
    </message>
    <message>
        <source>Four steps</source>
        <translation>네 단계</translation>
    </message>
    <message>
        <source>One epoch line by line, with its numbers, and the gradient checked</source>
        <translation>한 에폭을 한 줄씩 값과 함께 보고 기울기를 검산함</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>곡률</translation>
    </message>
    <message>
        <source>How steep the surface bends, and which learning rates that allows</source>
        <translation>곡면이 휜 정도와 그에 따라 쓸 수 있는 학습률</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>결과 지도</translation>
    </message>
    <message>
        <source>How a run ends from every start, and with every learning rate</source>
        <translation>모든 시작점과 모든 학습률에서 학습이 어떻게 끝나는지 봄</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Your own data: drag points, open a CSV file, generate</source>
        <translation>내 데이터를 씀. 점 끌기, CSV 파일 열기, 데이터 생성</translation>
    </message>
    <message>
        <source>Race optimizers</source>
        <translation>옵티마이저 비교</translation>
    </message>
    <message>
        <source>All optimizers from this start, with this learning rate</source>
        <translation>이 시작점과 이 학습률로 모든 옵티마이저를 함께 학습함</translation>
    </message>
    <message>
        <source>Race learning rates</source>
        <translation>학습률 비교</translation>
    </message>
    <message>
        <source>Smaller and larger learning rates beside this one</source>
        <translation>지금보다 작은 학습률과 큰 학습률을 함께 학습함</translation>
    </message>
    <message>
        <source>Race starts</source>
        <translation>시작점 비교</translation>
    </message>
    <message>
        <source>The same optimizer from four more starts</source>
        <translation>같은 옵티마이저로 시작점 네 곳에서 더 학습함</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Keep this run as it is, beside whatever comes</source>
        <translation>이 학습을 지금 그대로 남겨 다음 학습과 비교함</translation>
    </message>
    <message>
        <source>Fork here</source>
        <translation>여기서 갈라지기</translation>
    </message>
    <message>
        <source>From the epoch shown, a second run with settings of its own</source>
        <translation>표시된 에폭에서 설정이 다른 새 학습을 시작함</translation>
    </message>
    <message>
        <source>One run again</source>
        <translation>학습 하나만 남기기</translation>
    </message>
    <message>
        <source>Take all other runs away</source>
        <translation>다른 학습을 모두 없앰</translation>
    </message>
    <message>
        <source>Copy as a script</source>
        <translation>스크립트로 복사</translation>
    </message>
    <message>
        <source>A PyTorch script that repeats the chosen run anywhere, epoch by epoch</source>
        <translation>고른 학습을 어디서나 에폭마다 똑같이 되풀이하는 PyTorch 스크립트</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>다음 줄</translation>
    </message>
    <message>
        <source>Inside an epoch: the next of the four steps</source>
        <translation>한 에폭 안에서 네 단계 중 다음 단계로 감</translation>
    </message>
    <message>
        <source>Line before</source>
        <translation>이전 줄</translation>
    </message>
    <message>
        <source>Inside an epoch: the step before</source>
        <translation>한 에폭 안에서 바로 앞 단계로 감</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Read points from a CSV file; it can be dropped on the plot as well</source>
        <translation>CSV 파일에서 점을 읽음. 파일을 그림 위에 끌어다 놓아도 됨</translation>
    </message>
    <message>
        <source>Paste data</source>
        <translation>데이터 붙여넣기</translation>
    </message>
    <message>
        <source>Read points from the clipboard: two columns, as from a spreadsheet</source>
        <translation>클립보드에서 점을 읽음. 스프레드시트에서 복사한 두 열이면 됨</translation>
    </message>
    <message>
        <source>Edit points</source>
        <translation>점 편집</translation>
    </message>
    <message>
        <source>Drag, add and delete points in the plot; the surface follows</source>
        <translation>그림에서 점을 끌고, 추가하고, 삭제함. 곡면이 따라 바뀜</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Train a network and watch loss and accuracy; it reads your drawing</source>
        <translation>신경망을 학습하며 손실과 정확도를 봄. 학습 중인 신경망이 그림을 읽음</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>What a network takes for what, where it errs, how honest it is</source>
        <translation>무엇을 무엇으로 읽는지, 어디서 틀리는지, 확신도를 믿을 만한지 봄</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>들여다보기</translation>
    </message>
    <message>
        <source>One image’s way through the network, layer by layer</source>
        <translation>이미지 한 장이 신경망의 층을 하나씩 지나는 과정</translation>
    </message>
    <message>
        <source>Handwriting</source>
        <translation>손글씨</translation>
    </message>
    <message>
        <source>Keep your own digits, test networks on them, teach them your hand</source>
        <translation>내 숫자를 모아 신경망을 시험하고 내 글씨를 가르침</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>손실 지형</translation>
    </message>
    <message>
        <source>A slice of the loss surface of the network in training</source>
        <translation>학습 중인 신경망의 손실 곡면 단면</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Train the network of the MNIST tab, or pause it</source>
        <translation>MNIST 탭의 신경망을 학습하거나 일시정지함</translation>
    </message>
    <message>
        <source>One batch</source>
        <translation>한 배치</translation>
    </message>
    <message>
        <source>One update: forward, loss, backward, step on the next batch</source>
        <translation>다음 배치로 업데이트 한 번: 순전파, 손실, 역전파, 스텝</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>End this training; the network stays as it is now</source>
        <translation>학습을 끝냄. 신경망은 지금 상태로 남음</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>이어서 학습</translation>
    </message>
    <message>
        <source>As many epochs again</source>
        <translation>같은 에폭 수만큼 더 학습함</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>폴더 고르기</translation>
    </message>
    <message>
        <source>Where MNIST’s files are; a folder can be dropped on the page as well</source>
        <translation>MNIST 파일이 있는 폴더. 폴더를 화면에 끌어다 놓아도 됨</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>그림 붙여넣기</translation>
    </message>
    <message>
        <source>Read a digit in a picture from the clipboard</source>
        <translation>클립보드에 있는 그림에서 숫자를 읽음</translation>
    </message>
    <message>
        <source>Save network</source>
        <translation>신경망 저장</translation>
    </message>
    <message>
        <source>Its weights as safetensors, what it is as JSON beside them</source>
        <translation>가중치는 safetensors로, 신경망의 정보는 그 옆에 JSON으로 저장함</translation>
    </message>
    <message>
        <source>Load network</source>
        <translation>신경망 불러오기</translation>
    </message>
    <message>
        <source>A network that was saved before: to read, look inside, compare</source>
        <translation>저장해 둔 신경망을 불러옴. 숫자를 읽히고, 들여다보고, 비교할 수 있음</translation>
    </message>
    <message>
        <source>That was a …</source>
        <translation>정답 알려 주기…</translation>
    </message>
    <message>
        <source>Keep the drawing with its digit in your own collection</source>
        <translation>그린 숫자를 정답과 함께 내 손글씨 모음에 넣음</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Take back the last change of yours</source>
        <translation>마지막으로 바꾼 것을 되돌림</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>되돌린 것을 다시 실행함</translation>
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
        <translation>어두운 테마와 밝은 테마를 바꿈</translation>
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
        <translation>실습과 설정을 보이거나 숨김. 숨기면 곡면이 넓어짐</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Fill the screen with the window</source>
        <translation>창을 화면 전체로 채움</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임</translation>
    </message>
    <message>
        <source>Let the camera glide and bars move smoothly</source>
        <translation>시점과 막대가 부드럽게 움직이게 함</translation>
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
        <translation>Lossland를 닫음</translation>
    </message>
</context>
<context>
    <name>anatomy</name>
    <message>
        <source>A setting of the optimizer; the same in every epoch.</source>
        <translation>옵티마이저의 설정값. 모든 에폭에서 같음.</translation>
    </message>
    <message>
        <source>Number of this update, from 1.</source>
        <translation>몇 번째 업데이트인지 나타냄. 1부터 셈.</translation>
    </message>
    <message>
        <source>The gradient of the loss, from loss.backward().</source>
        <translation>손실의 기울기. loss.backward()의 결과임.</translation>
    </message>
    <message>
        <source>Weight decay adds a pull towards 0, the longer the larger w is.</source>
        <translation>가중치 감쇠가 w를 0 쪽으로 당기는 항을 더함. w가 클수록 세게 당김.</translation>
    </message>
    <message>
        <source>The momentum buffer begins as the first gradient, undamped.</source>
        <translation>모멘텀 버퍼의 첫 값은 첫 기울기 그대로임.</translation>
    </message>
    <message>
        <source>The momentum buffer: all gradients so far, each forgotten a little more in every epoch.</source>
        <translation>모멘텀 버퍼: 지금까지의 모든 기울기. 오래된 것일수록 적게 남음.</translation>
    </message>
    <message>
        <source>Nesterov looks ahead: the gradient, and the buffer once more.</source>
        <translation>Nesterov는 한발 앞을 봄: 기울기에 버퍼를 한 번 더 더함.</translation>
    </message>
    <message>
        <source>The learning rate that the schedule gives this update.</source>
        <translation>스케줄이 이번 업데이트에 정한 학습률.</translation>
    </message>
    <message>
        <source>The learning rate after its decay over the updates so far.</source>
        <translation>지금까지의 업데이트만큼 감쇠한 학습률.</translation>
    </message>
    <message>
        <source>The sum of all squared gradients so far: it only grows.</source>
        <translation>지금까지의 기울기 제곱의 합. 커지기만 함.</translation>
    </message>
    <message>
        <source>A moving average of the gradients.</source>
        <translation>기울기의 이동평균.</translation>
    </message>
    <message>
        <source>A moving average of the squared gradients.</source>
        <translation>기울기 제곱의 이동평균.</translation>
    </message>
    <message>
        <source>Centred: how much the gradients vary around their average.</source>
        <translation>중심화: 기울기가 평균 주위로 흩어진 정도.</translation>
    </message>
    <message>
        <source>AMSGrad: the largest average of squares so far, so that steps never grow again.</source>
        <translation>AMSGrad: 지금까지 가장 큰 제곱평균을 써서 스텝이 다시 커지지 않게 함.</translation>
    </message>
    <message>
        <source>The average began at 0, so it is too small at first; this corrects it.</source>
        <translation>평균이 0에서 출발하여 처음에는 너무 작으므로 이를 보정함.</translation>
    </message>
    <message>
        <source>The same correction for the squares.</source>
        <translation>제곱평균도 같은 방법으로 보정함.</translation>
    </message>
    <message>
        <source>The momentum buffer of gradients that are divided by their size already.</source>
        <translation>크기로 이미 나눈 기울기의 모멘텀 버퍼.</translation>
    </message>
    <message>
        <source>What each axis is multiplied by: a learning rate of its own.</source>
        <translation>축마다 곱하는 값. 축별 학습률인 셈임.</translation>
    </message>
    <message>
        <source>AdamW takes the weight decay off w itself, past m and v.</source>
        <translation>AdamW는 가중치 감쇠를 m, v를 거치지 않고 w에서 바로 뺌.</translation>
    </message>
    <message>
        <source>What is added to the weights.</source>
        <translation>가중치에 더하는 값.</translation>
    </message>
    <message>
        <source>The new weights, stored as float32.</source>
        <translation>새 가중치. float32로 저장됨.</translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>autograd</source>
        <translation>자동 미분</translation>
    </message>
    <message>
        <source>What loss.backward() gives, in float32: training uses this one.</source>
        <translation>loss.backward()의 결과(float32). 학습에는 이 값을 씀.</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>공식</translation>
    </message>
    <message>
        <source>The derivative written out, {formula}, evaluated in float32.</source>
        <translation>미분한 식 {formula} 계산값(float32).</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>전진 차분</translation>
    </message>
    <message>
        <source>(f(w + h) − f(w)) / h in float32: with a small h rounding is divided by h, with a large h the slope bends away.</source>
        <translation>(f(w + h) − f(w)) / h, float32. h가 작으면 반올림 오차를 h로 나누게 되고, h가 크면 곡면이 휘어 빗나감.</translation>
    </message>
    <message>
        <source>central</source>
        <translation>중심 차분</translation>
    </message>
    <message>
        <source>(f(w + h) − f(w − h)) / 2h in float32: the bend cancels, the rounding stays.</source>
        <translation>(f(w + h) − f(w − h)) / 2h, float32. 휨은 상쇄되고 반올림 오차는 남음.</translation>
    </message>
    <message>
        <source>float64</source>
        <translation>float64 공식</translation>
    </message>
    <message>
        <source>The formula with twice the digits: what the others are measured by.</source>
        <translation>자릿수가 두 배인 공식의 값. 다른 방법들을 재는 기준임.</translation>
    </message>
</context>
<context>
    <name>cut</name>
    <message>
        <source>Cut out: {width} × {height} pixels at ({left}, {top}) of {across} × {down}.</source>
        <translation>잘라낸 부분: {across} × {down} 그림의 ({left}, {top})에서 {width} × {height} 픽셀.</translation>
    </message>
    <message>
        <source>Turned upright by {degrees}°, as the camera noted.</source>
        <translation>카메라 기록에 따라 {degrees}° 돌려 바로 세움.</translation>
    </message>
    <message>
        <source>The page has one colour; the ink is darker.</source>
        <translation>종이 색이 고르고 잉크가 더 어두움.</translation>
    </message>
    <message>
        <source>The page has one colour; the ink is lighter.</source>
        <translation>종이 색이 고르고 잉크가 더 밝음.</translation>
    </message>
    <message>
        <source>The page is lit unevenly: it was estimated from around the ink, which is darker, and taken away.</source>
        <translation>종이의 밝기가 고르지 않음: 종이보다 어두운 잉크의 둘레에서 종이 밝기를 추정하여 뺌.</translation>
    </message>
    <message>
        <source>The page is lit unevenly: it was estimated from around the ink, which is lighter, and taken away.</source>
        <translation>종이의 밝기가 고르지 않음: 종이보다 밝은 잉크의 둘레에서 종이 밝기를 추정하여 뺌.</translation>
    </message>
    <message>
        <source>There is no page: what is opaque is the ink.</source>
        <translation>종이가 없음: 불투명한 부분이 잉크임.</translation>
    </message>
    <message>
        <source>Ink is what differs from the page by more than {threshold} %; full ink differs by {contrast} %.</source>
        <translation>종이와의 차이가 {threshold} % 넘는 곳을 잉크로 봄. 가장 진한 잉크의 차이는 {contrast} %임.</translation>
    </message>
    <message>
        <source>A frame along the edge was left out.</source>
        <translation>가장자리의 테두리는 뺌.</translation>
    </message>
    <message>
        <source>Ruled lines were taken away: {count}.</source>
        <translation>지운 괘선: {count}개.</translation>
    </message>
    <message>
        <source>The ink falls into {count} parts of one height: if each is a digit, cut them out one by one, as the network reads them as one.</source>
        <translation>잉크가 높이가 비슷한 {count}개 부분으로 나뉨: 각각 숫자라면 하나씩 잘라 넣을 것. 신경망은 전체를 숫자 하나로 읽음.</translation>
    </message>
    <message>
        <source>Other ink of this size, elsewhere on the page, was left out.</source>
        <translation>종이의 다른 곳에 있는 비슷한 크기의 잉크는 뺌.</translation>
    </message>
    <message>
        <source>{width} × {height} of {across} × {down} pixels cut out</source>
        <translation>{across} × {down} 픽셀에서 {width} × {height} 잘라냄</translation>
    </message>
    <message>
        <source>turned upright by {degrees}°</source>
        <translation>{degrees}° 돌려 바로 세움</translation>
    </message>
    <message>
        <source>dark ink made light</source>
        <translation>어두운 잉크를 밝게 뒤집음</translation>
    </message>
    <message>
        <source>light ink, kept light</source>
        <translation>밝은 잉크 그대로 둠</translation>
    </message>
    <message>
        <source>uneven light removed, dark ink made light</source>
        <translation>고르지 않은 밝기 보정, 어두운 잉크를 밝게 뒤집음</translation>
    </message>
    <message>
        <source>uneven light removed, light ink kept light</source>
        <translation>고르지 않은 밝기 보정, 밝은 잉크 그대로 둠</translation>
    </message>
    <message>
        <source>no page: what is opaque is ink</source>
        <translation>종이 없음: 불투명한 부분이 잉크</translation>
    </message>
    <message>
        <source>frame at the edge left out</source>
        <translation>가장자리 테두리 뺌</translation>
    </message>
    <message>
        <source>ruled lines removed: {count}</source>
        <translation>지운 괘선 {count}개</translation>
    </message>
    <message>
        <source>{count} digits? They are read as one</source>
        <translation>숫자 {count}개? 하나로 읽음</translation>
    </message>
    <message>
        <source>other ink left out</source>
        <translation>다른 잉크는 뺌</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>points n</source>
        <translation>점의 수 n</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>true w₀</source>
        <translation>참값 w₀</translation>
    </message>
    <message>
        <source>true w₁</source>
        <translation>참값 w₁</translation>
    </message>
    <message>
        <source>outliers</source>
        <translation>이상치</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
</context>
<context>
    <name>diagnosis</name>
    <message>
        <source>The learning rate {lr} is above {formula} = {largest}, so every epoch multiplies the error along the steep axis by {factor}: the run grows instead of settling.</source>
        <translation>학습률({lr})이 {formula} = {largest}보다 커서 가파른 축 방향의 오차가 에폭마다 {factor}배가 됨. 수렴하지 않고 커짐.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above {formula} = {largest}, so every epoch multiplies the error along the steep axis by {factor}: the loss still falls, to {loss} at epoch {epoch}, but will grow.</source>
        <translation>학습률({lr})이 {formula} = {largest}보다 커서 가파른 축 방향의 오차가 에폭마다 {factor}배가 됨. 에폭 {epoch}에서 손실이 {loss}까지 줄었지만 앞으로는 커짐.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above {formula} = {largest}, so in the long run every epoch multiplies the error along the steep axis by {factor}: the run grows instead of settling.</source>
        <translation>학습률({lr})이 {formula} = {largest}보다 커서 길게 보면 가파른 축 방향의 오차가 에폭마다 {factor}배가 됨. 수렴하지 않고 커짐.</translation>
    </message>
    <message>
        <source>Epoch {epoch} is the last with finite numbers, loss {loss} at w = ({w0}, {w1}): the learning rate {lr} is above {formula} = {largest}.</source>
        <translation>학습률({lr})이 {formula} = {largest}보다 커서 발산함. 값이 유한한 마지막 에폭은 {epoch}이며, w = ({w0}, {w1})에서 손실은 {loss}임.</translation>
    </message>
    <message>
        <source>Epoch {epoch} is the last with finite numbers, loss {loss} at w = ({w0}, {w1}), gradient ({grad0}, {grad1}); the update after it was too large for float32.</source>
        <translation>값이 유한한 마지막 에폭: {epoch}. w = ({w0}, {w1})에서 손실 {loss}, 기울기 ({grad0}, {grad1}). 다음 업데이트는 float32로 나타낼 수 없을 만큼 큼.</translation>
    </message>
    <message>
        <source>The loss has risen in each of the last {count} epochs, to {loss} at epoch {epoch}: more than the {first} at the start.</source>
        <translation>최근 {count} 에폭 동안 손실이 계속 커져 에폭 {epoch}에서 {loss}임. 시작점의 {first}보다 큼.</translation>
    </message>
    <message>
        <source>The step to epoch {epoch} was too long: the loss rose from {before} to {loss}. After {share} % of the step it was lowest, {least}.</source>
        <translation>에폭 {epoch}에 이르는 스텝이 너무 큼: 손실이 {before}에서 {loss}까지 늘어남. 스텝의 {share} % 지점에서 손실이 {least}까지 줄었다가 다시 커진 것임.</translation>
    </message>
    <message>
        <source>The step to epoch {epoch} was too long: the loss rose from {before} to {loss}. After {share} % of the step it was lowest, {least}: there the learning rate {rate} would have ended, instead of {lr}.</source>
        <translation>에폭 {epoch}에 이르는 스텝이 너무 큼: 손실이 {before}에서 {loss}까지 늘어남. 스텝의 {share} % 지점에서 손실이 {least}까지 줄었으며, 그 지점에서 멈추는 학습률은 {lr} 대신 {rate}임.</translation>
    </message>
    <message>
        <source>Momentum carried the step to epoch {epoch} uphill: it makes an angle of {angle}° with the negative gradient, and the loss rose from {before} to {loss}.</source>
        <translation>모멘텀 때문에 에폭 {epoch}에 이르는 스텝이 오르막으로 감: 음의 기울기와 이루는 각이 {angle}°이며 손실이 {before}에서 {loss}까지 늘어남.</translation>
    </message>
    <message>
        <source>The step to epoch {epoch} makes an angle of {angle}° with the negative gradient, so it goes uphill: the loss rose from {before} to {loss}.</source>
        <translation>에폭 {epoch}에 이르는 스텝이 오르막으로 감: 음의 기울기와 이루는 각이 {angle}°이며 손실이 {before}에서 {loss}까지 늘어남.</translation>
    </message>
    <message>
        <source>The run zig-zags: every epoch multiplies the error along the steep axis by 1 − lr · λmax = {factor}, so each of the last {count} steps points against the one before (cosine {cosine} or less).</source>
        <translation>지그재그로 움직임: 가파른 축 방향의 오차가 에폭마다 1 − lr · λmax = {factor}배가 됨. 그래서 최근 {count}개의 스텝이 모두 직전 스텝과 반대 방향임(코사인 {cosine} 이하).</translation>
    </message>
    <message>
        <source>The run zig-zags: here an epoch multiplies the error along the steep axis by about 1 − lr · λmax = {factor}, so each of the last {count} steps points against the one before (cosine {cosine} or less).</source>
        <translation>지그재그로 움직임: 이 부근에서는 가파른 축 방향의 오차가 한 에폭에 약 1 − lr · λmax = {factor}배가 됨. 그래서 최근 {count}개의 스텝이 모두 직전 스텝과 반대 방향임(코사인 {cosine} 이하).</translation>
    </message>
    <message>
        <source>The run goes to and fro: each of the last {count} steps points against the one before (cosine {cosine} or less).</source>
        <translation>왔다 갔다 함: 최근 {count}개의 스텝이 모두 직전 스텝과 반대 방향임(코사인 {cosine} 이하).</translation>
    </message>
    <message>
        <source>The step to epoch {epoch} followed the gradient of its batch, {count} of {n} data, {angle}° away from that of all: the loss of all data rose from {before} to {loss}.</source>
        <translation>에폭 {epoch}에 이르는 스텝은 데이터 {n}개 중 {count}개로 이루어진 배치의 기울기를 따름. 전체 데이터의 기울기와 이루는 각이 {angle}°이며, 전체 데이터의 손실은 {before}에서 {loss}까지 늘어남.</translation>
    </message>
    <message>
        <source>The step to epoch {epoch} followed the gradient of its batch, {count} of {n} data, {angle}° away from that of all. Loss and gradient shown are those of all data.</source>
        <translation>에폭 {epoch}에 이르는 스텝은 데이터 {n}개 중 {count}개로 이루어진 배치의 기울기를 따름. 전체 데이터의 기울기와 이루는 각이 {angle}°임. 표시된 손실과 기울기는 전체 데이터의 값임.</translation>
    </message>
    <message>
        <source>The run has come to the minimum: at epoch {epoch} it is {distance} away from ({o0}, {o1}), and the loss is {excess} above the smallest possible, {least}.</source>
        <translation>최소점에 도달함: 에폭 {epoch}에서 ({o0}, {o1})까지의 거리가 {distance}, 손실과 최솟값 {least}의 차이가 {excess}임.</translation>
    </message>
    <message>
        <source>The run has come to the minimum: at epoch {epoch} it is {distance} away from ({o0}, {o1}), and the loss differs from the smallest possible, {least}, by less than a millionth of it.</source>
        <translation>최소점에 도달함: 에폭 {epoch}에서 ({o0}, {o1})까지의 거리가 {distance}임. 손실과 최솟값 {least}의 차이는 최솟값의 100만분의 1 미만임.</translation>
    </message>
    <message>
        <source>The run has come to a local minimum, ({w0}, {w1}), with a loss of {loss}: the gradient’s length is {norm} there, and the surface bends upwards in every direction (λ from {low} to {high}).</source>
        <translation>국소 최소점에 도달함: ({w0}, {w1}), 손실 {loss}. 그곳에서 기울기의 길이는 {norm}이고, 곡면은 모든 방향으로 위로 휨(λ는 {low} ~ {high}).</translation>
    </message>
    <message>
        <source>The run has come to a local minimum, ({w0}, {w1}), with a loss of {loss}: no step downhill leads from there to the lowest point, ({o0}, {o1}), where the loss is {least}.</source>
        <translation>국소 최소점에 도달함: ({w0}, {w1}), 손실 {loss}. 여기서는 내려가기만 해서는 손실이 {least}인 최소점 ({o0}, {o1})에 이를 수 없음.</translation>
    </message>
    <message>
        <source>The run is stuck {distance} away from the minimum: w has not changed in the last {count} epochs, because a step for the gradient ({grad0}, {grad1}) is smaller than what float32 can tell from w.</source>
        <translation>최소점까지 {distance}만큼 남은 곳에서 멈춤: 기울기 ({grad0}, {grad1})의 스텝이 float32로 w와 구별할 수 없을 만큼 작아 최근 {count} 에폭 동안 w가 변하지 않음.</translation>
    </message>
    <message>
        <source>The run is stuck {distance} away from the minimum: in float32 the gradient is exactly 0, because σ′ = ŷ(1 − ŷ) averages {slope} there and is a factor of it; w has not changed in the last {count} epochs.</source>
        <translation>최소점까지 {distance}만큼 남은 곳에서 멈춤: 기울기에 곱해지는 σ′ = ŷ(1 − ŷ)의 평균이 {slope}밖에 안 되어 float32에서 기울기가 정확히 0임. 최근 {count} 에폭 동안 w가 변하지 않음.</translation>
    </message>
    <message>
        <source>The run settles at ({w0}, {w1}), {distance} away from the minimum: there the gradient ({grad0}, {grad1}) and the weight decay {decay} · w = ({pull0}, {pull1}) cancel.</source>
        <translation>최소점까지 {distance}만큼 남은 ({w0}, {w1})에 머무름. 이곳에서 두 항이 상쇄됨: 기울기 ({grad0}, {grad1}), 가중치 감쇠 {decay} · w = ({pull0}, {pull1}).</translation>
    </message>
    <message>
        <source>The run settles {distance} away from the minimum: an epoch’s weight decay takes ({pull0}, {pull1}) off w, Adam’s own step puts nearly as much back, and ({step0}, {step1}) is left.</source>
        <translation>최소점까지 {distance}만큼 남은 곳에 머무름: 한 에폭의 가중치 감쇠가 w에서 ({pull0}, {pull1})만큼 빼고 Adam의 스텝이 거의 같은 만큼 되돌려, 남는 변화는 ({step0}, {step1})뿐임.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is above 2/λmax = {largest} at the minimum, so the run cannot settle there: in the last {count} epochs it jumped to and fro and came no closer to it than {near}.</source>
        <translation>학습률({lr})이 최소점에서의 2/λmax = {largest}보다 커서 최소점에 자리 잡을 수 없음. 최근 {count} 에폭 동안 왔다 갔다 하며 최소점까지의 거리가 {near}보다 줄지 않음.</translation>
    </message>
    <message>
        <source>{optimizer} divides the gradient by its own recent size, so its steps do not shrink near the minimum: in the last {count} epochs they were {length} long on average, at a learning rate of {lr}, and the run came no closer to it than {near}.</source>
        <translation>{optimizer} 옵티마이저는 기울기를 최근 기울기의 크기로 나누므로 최소점 근처에서도 스텝이 줄지 않음: 학습률 {lr}에서 최근 {count} 에폭의 평균 스텝 길이는 {length}, 최소점까지의 거리는 {near}보다 줄지 않음.</translation>
    </message>
    <message>
        <source>The run crawls on a plateau: the gradient’s length is only {norm}, because σ′ = ŷ(1 − ŷ) averages {slope} there and is a factor of it; {moved} is all that w moved in the last {count} epochs.</source>
        <translation>평탄 구간에서 거의 움직이지 않음: 기울기에 곱해지는 σ′ = ŷ(1 − ŷ)의 평균이 {slope}밖에 안 되어 기울기의 길이가 {norm}에 그침. 최근 {count} 에폭 동안 w의 이동 거리는 {moved}뿐임.</translation>
    </message>
    <message>
        <source>BCE’s gradient has no factor σ′: at the same w its length is {norm}.</source>
        <translation>BCE의 기울기에는 σ′이 곱해지지 않아 같은 w에서 길이가 {norm}임.</translation>
    </message>
    <message>
        <source>These data have no finite minimum: the loss, {loss} now, only approaches {infimum} as w grows, here from length {before} at the start to {after}.</source>
        <translation>이 데이터에는 유한한 최소점이 없음: 지금 {loss}인 손실은 w가 커질수록 {infimum}에 가까워질 뿐임. w의 길이는 시작점에서 {before}, 지금은 {after}임.</translation>
    </message>
    <message>
        <source>The learning rate {lr} is small: an epoch takes {slow} % off the error along the flat axis and {fast} % along the steep one (lr · λ). The best fixed rate, 2/(λmin + λmax) = {best}, leaves an error of {rest} % after an epoch.</source>
        <translation>학습률({lr})이 작은 편임: 한 에폭에 오차가 완만한 축에서 {slow} %, 가파른 축에서 {fast} % 줄어듦(lr · λ). 최적 고정 학습률 2/(λmin + λmax) = {best}에서는 한 에폭 후 오차가 {rest} %만 남음.</translation>
    </message>
    <message>
        <source>Slow but steady: in each of the last {count} epochs the distance to the minimum shrank by about lr · λmin = {share} %, to {distance}. So it takes about {more} more epochs until a hundredth of the first distance, {first}, is left.</source>
        <translation>느리지만 꾸준함: 최근 {count} 에폭 동안 최소점까지의 거리가 에폭마다 약 lr · λmin = {share} %씩 줄어 {distance}만 남음. 처음 거리 {first}의 100분의 1이 되려면 약 {more} 에폭이 더 필요함.</translation>
    </message>
    <message>
        <source>The run ended {distance} away from the minimum, after {first} at the start: the gradient’s length is {norm}, and the loss is {excess} above the smallest possible.</source>
        <translation>최소점까지의 거리가 시작점에서 {first}, 끝에서 {distance}임: 기울기의 길이는 {norm}, 손실과 최솟값의 차이는 {excess}임.</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>There is no lesson named “{name}”. `lessons` lists all names.</source>
        <translation>“{name}”: 그런 실습이 없음. `lessons` 명령으로 모든 이름을 볼 수 있음.</translation>
    </message>
    <message>
        <source>There is no lesson named “{name}”. Did you mean {near}?</source>
        <translation>“{name}”: 그런 실습이 없음. 비슷한 이름: {near}.</translation>
    </message>
    <message>
        <source>The lesson {lesson} has curves to look at and no run. Open it in the window: --lesson {lesson}.</source>
        <translation>{lesson} 실습은 곡선을 살펴보는 실습으로 학습이 없음. 창에서 열 것: --lesson {lesson}.</translation>
    </message>
    <message>
        <source>{option} is of data with two inputs; those of the lesson {lesson} have one.</source>
        <translation>{option}: 입력이 두 개인 데이터의 설정임. {lesson} 실습의 데이터는 입력이 하나임.</translation>
    </message>
    <message>
        <source>The data “{data}” have two inputs: they go through the sigmoid, not through “{link}”.</source>
        <translation>데이터 “{data}”에는 입력이 두 개 있어 시그모이드만 쓸 수 있음. 지금 연결 함수: “{link}”.</translation>
    </message>
    <message>
        <source>A start on the data “{data}” has {count} weights, the bias first; {found} are given.</source>
        <translation>데이터 “{data}”의 시작점에는 편향부터 차례로 가중치가 {count}개 있어야 함. 주어진 것은 {found}개임.</translation>
    </message>
    <message>
        <source>This run is pinned and stays as it was. Unpin it, or choose another run in the table.</source>
        <translation>고정한 학습은 바꿀 수 없음. 고정을 해제하거나 표에서 다른 학습을 고를 것.</translation>
    </message>
    <message>
        <source>A fork shares epochs 0 to {epoch} with another run: its start, loss, data and batches cannot change.</source>
        <translation>갈라져 나온 학습은 에폭 0 ~ {epoch} 구간을 다른 학습과 공유하므로 시작점, 손실, 데이터, 배치를 바꿀 수 없음.</translation>
    </message>
    <message>
        <source>Eight runs are there already: remove or unpin one of them first.</source>
        <translation>학습이 이미 여덟 개임. 먼저 하나를 없애거나 고정 해제할 것.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is not one of {choices}.</source>
        <translation>{field}: “{value}” 값은 쓸 수 없음. 다음 중에서 고를 것: {choices}.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is not a finite number.</source>
        <translation>{field}: “{value}” 값은 유한한 수가 아님.</translation>
    </message>
    <message>
        <source>{field}: {value} is outside the range from {low} to {high}.</source>
        <translation>{field}: {value} 값은 허용 범위 {low} ~ {high} 밖에 있음.</translation>
    </message>
    <message>
        <source>{field}: “{value}” is not a whole number.</source>
        <translation>{field}: “{value}” 값은 정수가 아님.</translation>
    </message>
    <message>
        <source>loss: {loss} does not fit a model with the link “{link}”.</source>
        <translation>손실: {loss} 손실은 연결 함수가 “{link}”인 모형에 맞지 않음.</translation>
    </message>
    <message>
        <source>With both weights frozen there is nothing to learn: leave one of them free.</source>
        <translation>두 가중치를 모두 고정하면 학습할 것이 없음. 하나는 고정하지 말 것.</translation>
    </message>
    <message>
        <source>seed: nothing in the data “{data}” is drawn at random, so a seed would change nothing.</source>
        <translation>seed: 데이터 “{data}”에는 무작위로 뽑는 것이 없어 시드를 바꾸어도 달라지지 않음.</translation>
    </message>
    <message>
        <source>this build of torch comes without CUDA.</source>
        <translation>설치된 torch는 CUDA를 지원하지 않는 빌드임.</translation>
    </message>
    <message>
        <source>torch finds no usable CUDA card on this machine.</source>
        <translation>이 컴퓨터에서 torch가 쓸 수 있는 CUDA 그래픽 카드를 찾지 못함.</translation>
    </message>
    <message>
        <source>this build of torch comes without MPS.</source>
        <translation>설치된 torch는 MPS를 지원하지 않는 빌드임.</translation>
    </message>
    <message>
        <source>torch cannot use MPS on this Mac.</source>
        <translation>이 Mac에서는 torch가 MPS를 쓸 수 없음.</translation>
    </message>
    <message>
        <source>{file}: {field}: expected {expected}, found {found}.</source>
        <translation>{file}: {field}: 와야 할 것: {expected}, 있는 것: {found}.</translation>
    </message>
    <message>
        <source>{file}: cannot be read as TOML: {reason}.</source>
        <translation>{file}: TOML로 읽을 수 없음: {reason}.</translation>
    </message>
    <message>
        <source>{file}: there is no such file.</source>
        <translation>{file}: 그런 파일이 없음.</translation>
    </message>
    <message>
        <source>{file}: this is a folder, not a picture.</source>
        <translation>{file}: 그림이 아니라 폴더임.</translation>
    </message>
    <message>
        <source>{file}: cannot be read: {reason}.</source>
        <translation>{file}: 읽을 수 없음: {reason}.</translation>
    </message>
    <message>
        <source>{file}: this is not a picture in a known format.</source>
        <translation>{file}: 알려진 형식의 그림이 아님.</translation>
    </message>
    <message>
        <source>{file}: the picture is damaged or cut short.</source>
        <translation>{file}: 그림이 손상되었거나 중간에서 잘림.</translation>
    </message>
    <message>
        <source>The picture has more than {most} million pixels and is not opened.</source>
        <translation>그림이 {most}백만 픽셀을 넘어 열지 않음.</translation>
    </message>
    <message>
        <source>There is no ink in the picture: everything has one colour.</source>
        <translation>그림에 잉크가 없음. 전체가 한 가지 색임.</translation>
    </message>
    <message>
        <source>The weights of the network “{network}” are missing: {file}.</source>
        <translation>신경망 “{network}”의 가중치 파일이 없음: {file}.</translation>
    </message>
    <message>
        <source>The weights of the network “{network}” cannot be used: {reason}.</source>
        <translation>신경망 “{network}”의 가중치를 쓸 수 없음: {reason}.</translation>
    </message>
    <message>
        <source>There are no data: at least one point is needed.</source>
        <translation>데이터가 없음. 점이 적어도 하나 있어야 함.</translation>
    </message>
    <message>
        <source>There are {rows} rows; at most {most} can be used. Take a part of them.</source>
        <translation>행이 {rows}개임. {most}개까지만 쓸 수 있으므로 일부만 쓸 것.</translation>
    </message>
    <message>
        <source>{field} in row {row}: {value} is not a finite number between −3.4e38 and 3.4e38.</source>
        <translation>{row}행의 {field}: {value} 값은 −3.4e38과 3.4e38 사이의 유한한 수가 아님.</translation>
    </message>
    <message>
        <source>Every x is {value}: a slope needs at least two different values of x.</source>
        <translation>모든 x의 값이 {value}임. 직선의 기울기를 구하려면 서로 다른 x가 적어도 두 개 있어야 함.</translation>
    </message>
    <message>
        <source>A sigmoid needs targets that are 0 or 1; in row {row} it is {value}. A line fits any targets.</source>
        <translation>시그모이드에는 y가 0 또는 1이어야 함. {row}행의 y는 {value}임. 직선에는 어떤 y든 쓸 수 있음.</translation>
    </message>
    <message>
        <source>These data need {field} up to {value}, beyond ±{most}. Write them in other units, for example in thousands, or standardise them.</source>
        <translation>이 데이터에는 {field} 값이 {value}까지 필요하여 허용 범위(±{most})를 벗어남. 천 단위처럼 다른 단위로 쓰거나 표준화할 것.</translation>
    </message>
    <message>
        <source>These data vary so little, for their distance from zero, that float32 cannot tell weights apart. Subtract from x or y what all of them have in common.</source>
        <translation>데이터가 0에서 먼 데 비해 흩어짐이 너무 작아 float32로는 가중치를 구별할 수 없음. x나 y에서 공통된 값을 뺄 것.</translation>
    </message>
    <message>
        <source>These data would need a learning rate of {value}, outside the range from {low}. Write x in other units, or standardise it.</source>
        <translation>이 데이터에는 학습률이 {value}만큼 작아야 하는데 허용 최솟값은 {low}임. x를 다른 단위로 쓰거나 표준화할 것.</translation>
    </message>
    <message>
        <source>{field}: the lower end {low} is not below the upper end {high}.</source>
        <translation>{field}: 최소 {low}, 최대 {high}: 최소가 최대보다 작아야 함.</translation>
    </message>
    <message>
        <source>{field}: from {low} to {high} is too narrow; float32 hardly tells such weights apart.</source>
        <translation>{field}: {low} ~ {high} 범위가 너무 좁아 float32로는 가중치를 구별하기 어려움.</translation>
    </message>
    <message>
        <source>{file}: this is a folder, not a table.</source>
        <translation>{file}: 표가 아니라 폴더임.</translation>
    </message>
    <message>
        <source>The table takes {size} MB and is not opened; at most {most} MB can be read.</source>
        <translation>표가 {size} MB여서 열지 않음. {most} MB까지 읽을 수 있음.</translation>
    </message>
    <message>
        <source>The table is empty.</source>
        <translation>표가 비어 있음.</translation>
    </message>
    <message>
        <source>This is a spreadsheet program’s own format. Save the sheet as CSV and open that file.</source>
        <translation>스프레드시트 프로그램의 고유 형식임. 시트를 CSV로 저장하여 그 파일을 열 것.</translation>
    </message>
    <message>
        <source>This is not text, so it cannot be read as a table.</source>
        <translation>텍스트가 아니어서 표로 읽을 수 없음.</translation>
    </message>
    <message>
        <source>The text is neither UTF-8 nor UTF-16 nor CP949. Save the table as UTF-8 and open it again.</source>
        <translation>UTF-8, UTF-16, CP949 중 어느 인코딩도 아님. 표를 UTF-8로 저장하여 다시 열 것.</translation>
    </message>
    <message>
        <source>The table has a row of names and nothing below it.</source>
        <translation>표에 열 이름만 있고 그 아래에 값이 없음.</translation>
    </message>
    <message>
        <source>Two columns of numbers are needed, x and y; {found} of {width} columns hold numbers. Cells are separated by commas, semicolons or tabs.</source>
        <translation>수로 된 열이 x와 y 두 개 필요함. {width}개 열 중 수로 된 열은 {found}개임. 칸은 쉼표, 세미콜론, 탭으로 구분함.</translation>
    </message>
    <message>
        <source>From row {row} on the quotation marks do not match: cells and rows cannot be told apart.</source>
        <translation>{row}행부터 따옴표의 짝이 맞지 않아 칸과 행을 구분할 수 없음.</translation>
    </message>
    <message>
        <source>The table has more than {most} rows. Take a part of them, or every tenth.</source>
        <translation>표의 행이 {most}개를 넘음. 일부만, 또는 열 행에 하나씩만 쓸 것.</translation>
    </message>
    <message>
        <source>Rows with an x and a y: {rows}. At least two are needed to fit a line.</source>
        <translation>x와 y가 모두 있는 행: {rows}개. 직선을 맞추려면 적어도 두 개 있어야 함.</translation>
    </message>
    <message>
        <source>Rows that cannot be used: {count}. Their first faulty cells, as row:column (name) “text”: {cells}. A cell must hold one finite number, at most 3.4e38 in size. Correct them or leave these rows out.</source>
        <translation>쓸 수 없는 행: {count}개. 처음 몇 칸을 행:열 (이름) “내용” 꼴로 쓰면: {cells}. 한 칸에는 절댓값이 3.4e38 이하인 유한한 수 하나만 있어야 함. 고치거나 이 행들을 뺄 것.</translation>
    </message>
    <message>
        <source>Nothing is typed yet: write a formula of w0 and w1, for example w0 * exp(w1 * x).</source>
        <translation>아직 입력한 수식이 없음. w0과 w1의 식을 쓸 것. 예: w0 * exp(w1 * x).</translation>
    </message>
    <message>
        <source>The formula has {length} characters; at most {most} can be read.</source>
        <translation>수식이 {length}자임. {most}자까지 읽을 수 있음.</translation>
    </message>
    <message>
        <source>Character {position}: “{found}” has no meaning in a formula.</source>
        <translation>{position}번째 글자 “{found}”: 수식에 쓸 수 없음.</translation>
    </message>
    <message>
        <source>Character {position}: “{name}” is not known here. Known are {known}.</source>
        <translation>{position}번째 글자 “{name}”: 알 수 없는 이름. 쓸 수 있는 이름: {known}.</translation>
    </message>
    <message>
        <source>Character {position}: a surface has no data and so no x; it is made of w0 and w1 only.</source>
        <translation>{position}번째 글자: 곡면에는 데이터가 없어 x를 쓸 수 없음. w0과 w1만 쓸 것.</translation>
    </message>
    <message>
        <source>Character {position}: {name} is a function; write {name}(…) with brackets.</source>
        <translation>{position}번째 글자: {name} 함수에는 괄호가 필요함. {name}(…)처럼 쓸 것.</translation>
    </message>
    <message>
        <source>Character {position}: an operator such as + or * is missing before “{found}”.</source>
        <translation>{position}번째 글자: “{found}” 앞에 +나 * 같은 연산자가 빠짐.</translation>
    </message>
    <message>
        <source>Character {position}: a number, a name or an opening bracket is missing here.</source>
        <translation>{position}번째 글자: 이 자리에 수, 이름, 여는 괄호 중 하나가 있어야 함.</translation>
    </message>
    <message>
        <source>Character {position}: this bracket is never closed.</source>
        <translation>{position}번째 글자: 닫지 않은 괄호임.</translation>
    </message>
    <message>
        <source>Character {position}: this bracket was never opened.</source>
        <translation>{position}번째 글자: 여는 괄호가 없는 닫는 괄호임.</translation>
    </message>
    <message>
        <source>Character {position}: a comma stands only between the values of min and max.</source>
        <translation>{position}번째 글자: 쉼표는 min과 max의 인수 사이에만 쓸 수 있음.</translation>
    </message>
    <message>
        <source>Character {position}: {name} takes {wanted}, not {found}, values.</source>
        <translation>{position}번째 글자: {name} 함수의 인수는 {wanted}개여야 함. 지금은 {found}개임.</translation>
    </message>
    <message>
        <source>Character {position}: more than {most} brackets, signs or powers are inside one another.</source>
        <translation>{position}번째 글자: 괄호, 부호, 거듭제곱이 {most}겹 넘게 겹침.</translation>
    </message>
    <message>
        <source>Character {position}: the formula has more than {most} parts.</source>
        <translation>{position}번째 글자: 수식의 항목이 {most}개를 넘음.</translation>
    </message>
    <message>
        <source>Character {position}: the power {value} is beyond ±{most}.</source>
        <translation>{position}번째 글자: 지수 {value}: 허용 범위(±{most})를 벗어남.</translation>
    </message>
    <message>
        <source>Character {position}: this is not a finite number.</source>
        <translation>{position}번째 글자: 유한한 수가 아님.</translation>
    </message>
    <message>
        <source>Neither w0 nor w1 is in the formula, so there is nothing that descent could change.</source>
        <translation>수식에 w0도 w1도 없어 경사하강법으로 바꿀 것이 없음.</translation>
    </message>
    <message>
        <source>formula: a model with the link “{link}” has no formula of its own.</source>
        <translation>수식: 연결 함수가 “{link}”인 모형에는 수식을 따로 쓸 수 없음.</translation>
    </message>
    <message>
        <source>A surface has no data, and only a surface has none: “{data}” does not fit the link “{link}”.</source>
        <translation>데이터가 없는 것은 곡면뿐이고, 곡면에는 데이터를 쓸 수 없음. 서로 맞지 않음: 데이터 “{data}”, 연결 함수 “{link}”.</translation>
    </message>
    <message>
        <source>A formula is one of x itself: turn standardising off before you type a model.</source>
        <translation>수식의 x는 원래 x임. 표준화를 끈 뒤 모형을 입력할 것.</translation>
    </message>
    <message>
        <source>A surface has no data, so there are no batches of them.</source>
        <translation>곡면에는 데이터가 없으므로 배치도 없음.</translation>
    </message>
    <message>
        <source>{device} failed: {reason}</source>
        <translation>{device}에서 실패함: {reason}</translation>
    </message>
    <message>
        <source>{folder}: not all of MNIST is here; missing: {files}. Choose the folder that holds MNIST/raw, or download MNIST.</source>
        <translation>{folder}: MNIST 파일이 모두 있지 않음. 없는 파일: {files}. MNIST/raw가 들어 있는 폴더를 고르거나 MNIST를 내려받을 것.</translation>
    </message>
    <message>
        <source>{file}: the compressed file is damaged or cut short. Delete it and download MNIST again.</source>
        <translation>{file}: 압축 파일이 손상되었거나 중간에서 잘림. 지우고 MNIST를 다시 내려받을 것.</translation>
    </message>
    <message>
        <source>{file}: this is not an IDX file of bytes in {dimensions} dimensions: it begins with {found} instead of {expected}. Delete it and download MNIST again, or choose another folder.</source>
        <translation>{file}: {dimensions}차원 바이트 IDX 파일이 아님. 첫머리가 {expected} 대신 {found}임. 지우고 MNIST를 다시 내려받거나 다른 폴더를 고를 것.</translation>
    </message>
    <message>
        <source>{file}: its header promises {expected} bytes of data, but {found} are there: it is cut short or damaged. Delete it and download MNIST again.</source>
        <translation>{file}: 헤더에는 데이터가 {expected}바이트로 되어 있으나 실제로는 {found}바이트임. 잘렸거나 손상된 파일이므로 지우고 MNIST를 다시 내려받을 것.</translation>
    </message>
    <message>
        <source>{file}: there is nothing in it. Choose another folder.</source>
        <translation>{file}: 내용이 비어 있음. 다른 폴더를 고를 것.</translation>
    </message>
    <message>
        <source>{file}: its images have {found} pixels; only 28 × 28 can be used. Choose another folder.</source>
        <translation>{file}: 이미지 크기가 {found} 픽셀임. 28 × 28만 쓸 수 있으므로 다른 폴더를 고를 것.</translation>
    </message>
    <message>
        <source>{file} holds {images} images, but {other} holds {labels} labels: they do not belong together. Delete both and download MNIST again.</source>
        <translation>이미지와 레이블의 수가 다름: {file} 이미지 {images}개, {other} 레이블 {labels}개. 서로 맞지 않는 파일이므로 둘 다 지우고 MNIST를 다시 내려받을 것.</translation>
    </message>
    <message>
        <source>{file}: the label of image {place} is {value}, but only digits from 0 to 9 can be used. Choose another folder.</source>
        <translation>{file}: {place}번 이미지의 레이블 값이 {value}임. 0부터 9까지의 숫자만 쓸 수 있으므로 다른 폴더를 고를 것.</translation>
    </message>
    <message>
        <source>scikit-learn and its handwritten digits are not installed: {reason}.</source>
        <translation>scikit-learn과 그 손글씨 숫자 데이터가 설치되어 있지 않음: {reason}.</translation>
    </message>
    <message>
        <source>MNIST cannot be downloaded: none of {hosts} can be reached ({reason}). Connect to the network and try again, choose a folder that already holds MNIST, or go on with scikit-learn’s digits.</source>
        <translation>MNIST를 내려받을 수 없음: 어느 서버에도 연결되지 않음. 서버: {hosts} ({reason}). 네트워크에 연결하여 다시 시도하거나, MNIST가 이미 있는 폴더를 고르거나, scikit-learn의 숫자 데이터로 계속할 것.</translation>
    </message>
    <message>
        <source>The download of {file} was cut off again and again, at last after {received} of {total} bytes ({reason}). What has arrived is kept: try again to go on from there.</source>
        <translation>내려받기가 거듭 끊어짐: {file}, 마지막에는 {total}바이트 중 {received}바이트까지 받음({reason}). 받은 부분은 남아 있으므로 다시 시도하면 이어서 받음.</translation>
    </message>
    <message>
        <source>{file} cannot be downloaded from any of {hosts}: {reason}. Try again later.</source>
        <translation>{file} 파일을 어느 서버에서도 내려받을 수 없음. 서버: {hosts}. 이유: {reason}. 나중에 다시 시도할 것.</translation>
    </message>
    <message>
        <source>{file} arrived damaged from each of {hosts}: its MD5 is not the one that torchvision lists. Something on the way changes it; try another network.</source>
        <translation>{file} 파일이 모든 서버에서 손상된 채로 받아짐. 서버: {hosts}. MD5가 torchvision 목록의 값과 다름. 전송 도중에 바뀌는 것이므로 다른 네트워크에서 시도할 것.</translation>
    </message>
    <message>
        <source>{file}: cannot be written: {reason}. Make room or choose another folder.</source>
        <translation>{file}: 쓸 수 없음: {reason}. 공간을 비우거나 다른 폴더를 고를 것.</translation>
    </message>
    <message>
        <source>A network begins with what goes into it: 784 for the image’s numbers in a row, or 1×28×28 for the image. “{text}” is neither.</source>
        <translation>신경망은 입력으로 시작함: 이미지의 수를 한 줄로 펴면 784, 이미지 그대로면 1×28×28. “{text}”: 둘 다 아님.</translation>
    </message>
    <message>
        <source>The network has no layers. Write one behind its input, for example 784-10.</source>
        <translation>신경망에 층이 없음. 784-10처럼 입력 뒤에 층을 쓸 것.</translation>
    </message>
    <message>
        <source>The network has {count} layers; at most {most} can be trained here.</source>
        <translation>신경망의 층이 {count}개임. {most}개까지만 학습할 수 있음.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: the network has {total} parameters by now; at most {most} can be trained here.</source>
        <translation>{place}번 층 {layer}: 여기까지 파라미터가 {total}개임. {most}개까지만 학습할 수 있음.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: it gives {shape} numbers for each image; at most {most} are possible.</source>
        <translation>{place}번 층 {layer}: 이미지 한 장의 출력이 {shape}개의 수임. {most}개까지만 가능함.</translation>
    </message>
    <message>
        <source>No layer of the network learns anything. Add a number of outputs, for example 784-10.</source>
        <translation>학습하는 층이 하나도 없음. 784-10처럼 출력의 수를 넣을 것.</translation>
    </message>
    <message>
        <source>The network ends in an image of {shape}, not in one number a class. Add Flatten and 10.</source>
        <translation>신경망의 출력이 클래스마다 하나의 수가 아니라 {shape} 모양의 이미지임. Flatten과 10을 덧붙일 것.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: a fully connected layer takes numbers in a row, and {shape} arrives. Put Flatten before it.</source>
        <translation>{place}번 층 {layer}: 완전연결층의 입력은 한 줄로 늘어선 수여야 하는데 들어오는 모양이 {shape}임. 앞에 Flatten을 넣을 것.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: this layer takes an image, and {shape} numbers in a row arrive. Begin the network with 1×28×28 and put this layer before Flatten.</source>
        <translation>{place}번 층 {layer}: 이 층의 입력은 이미지여야 하는데 한 줄로 늘어선 수 {shape}개가 들어옴. 신경망을 1×28×28로 시작하고 이 층을 Flatten 앞에 둘 것.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: a window of {side} × {side} has no middle, so the image cannot keep its size. Choose an odd side, or give the border of zeros as a third number.</source>
        <translation>{place}번 층 {layer}: {side} × {side} 창에는 한가운데가 없어 이미지의 크기를 유지할 수 없음. 변을 홀수로 하거나 0으로 채울 테두리(패딩)를 세 번째 수로 쓸 것.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: {shape} arrives, and a window of {side} × {side} does not fit into it. Choose a smaller one, or pool less before.</source>
        <translation>{place}번 층 {layer}: 들어오는 모양 {shape}에 {side} × {side} 창이 들어가지 않음. 창을 줄이거나 앞의 풀링을 줄일 것.</translation>
    </message>
    <message>
        <source>Layer {place}, {layer}: {shape} arrives, a single pixel a channel, of which there is no variance. Put it before the last pooling.</source>
        <translation>{place}번 층 {layer}: 들어오는 모양이 {shape}이고 채널마다 픽셀이 하나뿐이라 분산이 없음. 마지막 풀링 앞에 둘 것.</translation>
    </message>
    <message>
        <source>Layer {place}, “{word}”: there is no such layer. Write a number of outputs, or one of {near}.</source>
        <translation>{place}번 층 “{word}”: 그런 층이 없음. 출력의 수나 다음 중 하나를 쓸 것: {near}.</translation>
    </message>
    <message>
        <source>Layer {place}, “{word}”: there is no such layer. Did you mean {near}?</source>
        <translation>{place}번 층 “{word}”: 그런 층이 없음. 비슷한 이름: {near}.</translation>
    </message>
    <message>
        <source>Layer {place}, “{word}”: this layer is written as {example}.</source>
        <translation>{place}번 층 “{word}”: 이 층을 쓰는 법: {example}.</translation>
    </message>
    <message>
        <source>Layer {place}, “{word}”: {value} is outside the range from {low} to {high}.</source>
        <translation>{place}번 층 “{word}”: {value} 값은 허용 범위 {low} ~ {high} 밖에 있음.</translation>
    </message>
    <message>
        <source>Layer {place}, “{word}”: only whole numbers fit here.</source>
        <translation>{place}번 층 “{word}”: 정수만 쓸 수 있음.</translation>
    </message>
    <message>
        <source>network: {loss} needs {needed} outputs for {classes} classes, and {network} has {found}.</source>
        <translation>신경망: {loss} 손실로 클래스 {classes}개를 구별하려면 출력이 {needed}개여야 하는데 {network} 신경망의 출력은 {found}개임.</translation>
    </message>
    <message>
        <source>loss: {loss} tells two digits apart, not {classes}. Cross-entropy fits any number.</source>
        <translation>손실: {loss} 손실은 숫자 두 개만 구별함. 지금은 {classes}개임. 교차 엔트로피는 몇 개든 쓸 수 있음.</translation>
    </message>
    <message>
        <source>network: {loss} takes probabilities, so {network} has to end in Sigmoid.</source>
        <translation>신경망: {loss} 손실은 확률을 받으므로 {network} 신경망이 Sigmoid로 끝나야 함.</translation>
    </message>
    <message>
        <source>network: {loss} takes logits, so {network} must not end in Sigmoid.</source>
        <translation>신경망: {loss} 손실은 로짓을 받으므로 {network} 신경망이 Sigmoid로 끝나면 안 됨.</translation>
    </message>
    <message>
        <source>digits: at least two different digits from 0 to 9 are needed, and {digits} was given.</source>
        <translation>숫자: 0부터 9까지의 서로 다른 숫자가 둘 이상 있어야 함. 주어진 값: {digits}.</translation>
    </message>
    <message>
        <source>digits: {source} holds no {digit}.</source>
        <translation>숫자: {source} 데이터에 숫자 {digit} 이미지가 없음.</translation>
    </message>
    <message>
        <source>batch: there are {count} images, fewer than a batch of {batch}, and a last batch that is not full is dropped.</source>
        <translation>배치: 이미지가 {count}장으로 배치 크기({batch})보다 적음. 다 차지 않은 마지막 배치는 버리므로 남는 배치가 없음.</translation>
    </message>
    <message>
        <source>{lesson} needs MNIST, which is not found on this machine. Name the folder that holds MNIST/raw with --data, or download it in the window’s MNIST tab.</source>
        <translation>{lesson} 실습에는 MNIST가 필요하나 이 컴퓨터에서 찾지 못함. --data로 MNIST/raw가 들어 있는 폴더를 지정하거나 창의 MNIST 탭에서 내려받을 것.</translation>
    </message>
    <message>
        <source>All the weights lie on one line, and a line gives no plane. Train a little longer, or choose other networks.</source>
        <translation>가중치가 모두 한 직선 위에 있어 평면이 정해지지 않음. 조금 더 학습하거나 다른 신경망을 고를 것.</translation>
    </message>
    <message>
        <source>A plane goes through three networks of the same layers; these differ.</source>
        <translation>평면은 층 구성이 같은 세 신경망으로 정해짐. 고른 신경망들은 층 구성이 서로 다름.</translation>
    </message>
    <message>
        <source>“{name}” cannot be a network’s name: 1 to {most} letters, digits, spaces, dots, hyphens and underscores, beginning and ending with a letter or digit.</source>
        <translation>“{name}”: 신경망 이름으로 쓸 수 없음. 글자, 숫자, 빈칸, 점, 하이픈, 밑줄로 1 ~ {most}자를 쓰되 글자나 숫자로 시작하고 끝낼 것.</translation>
    </message>
    <message>
        <source>{file}: cannot be written: {reason}.</source>
        <translation>{file}: 쓸 수 없음: {reason}.</translation>
    </message>
    <message>
        <source>{file}: the file takes {size} MB and is not opened; at most {most} MB are read.</source>
        <translation>{file}: 파일이 {size} MB여서 열지 않음. {most} MB까지 읽을 수 있음.</translation>
    </message>
    <message>
        <source>{file}: this does not describe a network of Lossland: “{field}” is missing or wrong.</source>
        <translation>{file}: Lossland 신경망의 설명이 아님: “{field}” 항목이 없거나 잘못됨.</translation>
    </message>
    <message>
        <source>{file}: this is not JSON.</source>
        <translation>{file}: JSON이 아님.</translation>
    </message>
    <message>
        <source>{file}: a newer Lossland has written this, in version {version} of the format.</source>
        <translation>{file}: 더 새로운 Lossland에서 저장한 파일임(형식 버전 {version}).</translation>
    </message>
    <message>
        <source>{file}: these are no weights in safetensors’ format.</source>
        <translation>{file}: safetensors 형식의 가중치가 아님.</translation>
    </message>
    <message>
        <source>{file}: the weights are not those that the description beside them was written for.</source>
        <translation>{file}: 옆에 있는 설명 파일과 짝이 맞지 않는 가중치임.</translation>
    </message>
    <message>
        <source>{file}: the weights do not fit the network {architecture}: {weight}.</source>
        <translation>{file}: 가중치가 {architecture} 신경망에 맞지 않음: {weight}.</translation>
    </message>
    <message>
        <source>{file}: the weights hold numbers that are not finite: {weight}.</source>
        <translation>{file}: 가중치에 유한하지 않은 수가 있음: {weight}.</translation>
    </message>
    <message>
        <source>“{label}” is not a digit from 0 to 9.</source>
        <translation>“{label}”: 0부터 9까지의 숫자가 아님.</translation>
    </message>
    <message>
        <source>There is no ink in the drawing, so it is not kept.</source>
        <translation>그림에 잉크가 없어 모음에 넣지 않음.</translation>
    </message>
    <message>
        <source>The set holds {most} drawings and takes no more. Export it and begin a new one.</source>
        <translation>모음에 그림이 {most}장 있어 더 넣을 수 없음. 내보낸 뒤 새 모음을 시작할 것.</translation>
    </message>
    <message>
        <source>{file}: this is not a drawing that Lossland kept.</source>
        <translation>{file}: Lossland에서 모은 그림이 아님.</translation>
    </message>
    <message>
        <source>The set holds no drawings yet.</source>
        <translation>모음에 아직 그림이 없음.</translation>
    </message>
    <message>
        <source>{file}: {images} images of {h} × {w} and {labels} labels do not belong together as digits.</source>
        <translation>{file}: 숫자 데이터로 짝이 맞지 않음: {h} × {w} 이미지 {images}개, 레이블 {labels}개.</translation>
    </message>
    <message>
        <source>{file}: there are no pictures with their digit here. Folders 0 to 9 are looked into, and names that end in a hyphen and the digit, like “a-7.png”.</source>
        <translation>{file}: 정답을 알 수 있는 숫자 그림이 없음. 0부터 9까지의 폴더와 “a-7.png”처럼 하이픈과 숫자로 끝나는 이름을 찾음.</translation>
    </message>
    <message>
        <source>At least {least} drawings with their digits are needed to learn from; there are {count}.</source>
        <translation>학습하려면 정답이 있는 그림이 적어도 {least}장 있어야 함. 지금은 {count}장임.</translation>
    </message>
    <message>
        <source>This network cannot learn your hand: it needs to take images, as one with convolutions does, and to tell all ten digits apart.</source>
        <translation>이 신경망은 내 글씨를 배울 수 없음. 합성곱 신경망처럼 입력이 이미지이고 열 개의 숫자를 모두 구분해야 함.</translation>
    </message>
    <message>
        <source>At least {least} other digits are needed so that nothing is forgotten; there are {count}.</source>
        <translation>이미 배운 것을 잊지 않으려면 다른 숫자 이미지가 적어도 {least}장 있어야 함. 지금은 {count}장임.</translation>
    </message>
    <message>
        <source>{option}: the lesson {lesson} has no such setting.</source>
        <translation>{option}: {lesson} 실습에는 그런 설정이 없음.</translation>
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
        <source>surface range ŵ₀</source>
        <translation>곡면 범위 ŵ₀</translation>
    </message>
    <message>
        <source>surface range ŵ₁</source>
        <translation>곡면 범위 ŵ₁</translation>
    </message>
    <message>
        <source>points n</source>
        <translation>점의 수 n</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>outliers</source>
        <translation>이상치</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>target loss</source>
        <translation>목표 손실</translation>
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
    <message>
        <source>batches of {batch}</source>
        <translation>배치 크기 {batch}</translation>
    </message>
    <message>
        <source>all data</source>
        <translation>전체 데이터</translation>
    </message>
    <message>
        <source>seed {seed} of the batches</source>
        <translation>배치의 시드 {seed}</translation>
    </message>
    <message>
        <source>constant learning rate</source>
        <translation>일정한 학습률</translation>
    </message>
    <message>
        <source>{weight} frozen</source>
        <translation>{weight} 고정</translation>
    </message>
    <message>
        <source>no weight frozen</source>
        <translation>가중치 고정 없음</translation>
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
        <translation>가중치를 0 쪽으로 당김</translation>
    </message>
    <message>
        <source>Makes the learning rate smaller with every epoch</source>
        <translation>에폭마다 학습률을 줄임</translation>
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
        <translation>0으로 나누는 일을 막음</translation>
    </message>
    <message>
        <source>How long gradients are remembered</source>
        <translation>기울기를 얼마나 오래 기억하는가</translation>
    </message>
    <message>
        <source>Divide by the variance of the gradient, not its mean square</source>
        <translation>제곱평균 대신 기울기의 분산으로 나눔</translation>
    </message>
    <message>
        <source>Use the largest mean square so far, not the present one</source>
        <translation>현재 값 대신 지금까지 가장 큰 제곱평균을 씀</translation>
    </message>
    <message>
        <source>Updates from one cut of the learning rate to the next</source>
        <translation>학습률을 줄이는 업데이트 간격</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by at each cut</source>
        <translation>줄일 때마다 학습률에 곱하는 값</translation>
    </message>
    <message>
        <source>Updates until the learning rate is 0; after them it rises again</source>
        <translation>학습률이 0이 될 때까지의 업데이트 수. 그 뒤에는 다시 커짐</translation>
    </message>
    <message>
        <source>Updates of the whole cycle; after them the rate stays</source>
        <translation>한 주기의 업데이트 수. 그 뒤에는 학습률이 그대로임</translation>
    </message>
    <message>
        <source>The part of the cycle in which the learning rate rises</source>
        <translation>한 주기에서 학습률이 커지는 구간의 비율</translation>
    </message>
    <message>
        <source>The cycle begins with the learning rate divided by this</source>
        <translation>학습률을 이 값으로 나눈 데서 주기를 시작함</translation>
    </message>
    <message>
        <source>It ends with the first rate divided by this</source>
        <translation>처음 학습률을 이 값으로 나눈 데서 끝남</translation>
    </message>
    <message>
        <source>The part of the learning rate that it begins with</source>
        <translation>처음에 쓰는 학습률의 비율</translation>
    </message>
    <message>
        <source>Updates until the whole learning rate is reached</source>
        <translation>원래 학습률에 이를 때까지의 업데이트 수</translation>
    </message>
</context>
<context>
    <name>inside</name>
    <message>
        <source>Ink</source>
        <translation>잉크</translation>
    </message>
    <message>
        <source>White on black, as in MNIST. Left out: black on white, as on paper</source>
        <translation>MNIST처럼 검은 바탕에 흰 글씨. 빼면 종이처럼 흰 바탕에 검은 글씨</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>크기 맞춤</translation>
    </message>
    <message>
        <source>Fitted into 20 × 20. Left out: where and as large as it was drawn</source>
        <translation>20 × 20에 맞춤. 빼면 그린 자리와 크기 그대로</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>펜</translation>
    </message>
    <message>
        <source>Drawn with MNIST’s pen. Left out: with the pen it was drawn with</source>
        <translation>MNIST의 펜 굵기로 그림. 빼면 그릴 때의 굵기 그대로</translation>
    </message>
    <message>
        <source>Centre of mass</source>
        <translation>무게중심</translation>
    </message>
    <message>
        <source>Moved to the middle. Left out: not moved</source>
        <translation>무게중심을 한가운데로 옮김. 빼면 옮기지 않음</translation>
    </message>
    <message>
        <source>28 × 28 greys</source>
        <translation>28 × 28 회색조</translation>
    </message>
    <message>
        <source>Half covered pixels are grey. Left out: black or white</source>
        <translation>일부만 덮인 픽셀은 회색. 빼면 검정 아니면 흰색</translation>
    </message>
</context>
<context>
    <name>lab</name>
    <message>
        <source>Softmax regression</source>
        <translation>소프트맥스 회귀</translation>
    </message>
    <message>
        <source>One hidden layer, 32 units</source>
        <translation>은닉층 하나, 유닛 32개</translation>
    </message>
    <message>
        <source>32 units with dropout</source>
        <translation>유닛 32개와 드롭아웃</translation>
    </message>
    <message>
        <source>One hidden layer, 256 units</source>
        <translation>은닉층 하나, 유닛 256개</translation>
    </message>
    <message>
        <source>Small CNN</source>
        <translation>작은 CNN</translation>
    </message>
    <message>
        <source>All ten digits. Change anything: layers, optimizer, batch, learning rate.</source>
        <translation>열 개의 숫자를 모두 구분함. 층, 옵티마이저, 배치, 학습률 등 무엇이든 바꿔 볼 것.</translation>
    </message>
    <message>
        <source>Lessons of the course</source>
        <translation>강의 실습</translation>
    </message>
    <message>
        <source>Networks to change as you like</source>
        <translation>자유롭게 바꿔 볼 신경망</translation>
    </message>
    <message>
        <source>The notes divide the training images by 255 and forget to divide the test images. Inputs 255 times as large make the weighted sums 255 times as large and leave the biases as they are: it is the accuracy of the network without its biases.</source>
        <translation>강의노트는 학습 이미지만 255로 나누고 테스트 이미지는 나누지 않음. 입력이 255배면 가중합도 255배가 되나 편향은 그대로이므로, 편향이 없는 신경망의 정확도가 됨.</translation>
    </message>
</context>
<context>
    <name>layers</name>
    <message>
        <source>Linear</source>
        <translation>완전연결</translation>
    </message>
    <message>
        <source>units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>Fully connected: every unit sees all numbers before it</source>
        <translation>완전연결층: 모든 유닛이 앞 층의 수를 모두 봄</translation>
    </message>
    <message>
        <source>Negative numbers become zero</source>
        <translation>음수를 0으로 바꿈</translation>
    </message>
    <message>
        <source>Squeezes every number between 0 and 1</source>
        <translation>모든 수를 0과 1 사이로 바꿈</translation>
    </message>
    <message>
        <source>Squeezes every number between −1 and 1</source>
        <translation>모든 수를 −1과 1 사이로 바꿈</translation>
    </message>
    <message>
        <source>share dropped</source>
        <translation>끄는 비율</translation>
    </message>
    <message>
        <source>While training, this share of the numbers is silenced at random</source>
        <translation>학습하는 동안 이 비율만큼의 수를 무작위로 골라 0으로 만듦</translation>
    </message>
    <message>
        <source>channels, window</source>
        <translation>채널, 창</translation>
    </message>
    <message>
        <source>The same small filters at every place of the image</source>
        <translation>작은 필터를 이미지의 모든 자리에 똑같이 적용함</translation>
    </message>
    <message>
        <source>window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>The largest number of each little square</source>
        <translation>작은 정사각형마다 가장 큰 수를 고름</translation>
    </message>
    <message>
        <source>Each channel is brought to mean 0 and spread 1 within the batch</source>
        <translation>배치 안에서 채널마다 평균 0, 표준편차 1로 맞춤</translation>
    </message>
    <message>
        <source>All numbers in a row</source>
        <translation>모든 수를 한 줄로 폄</translation>
    </message>
</context>
<context>
    <name>maps</name>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>not finite from epoch {epoch} on</source>
        <translation>에폭 {epoch}부터 발산</translation>
    </message>
    <message>
        <source>arrives after {epochs} epochs</source>
        <translation>{epochs} 에폭 만에 도달</translation>
    </message>
    <message>
        <source>higher than it began: loss {loss} after {epochs} epochs</source>
        <translation>시작점보다 큼: {epochs} 에폭 후 손실 {loss}</translation>
    </message>
    <message>
        <source>still on its way: loss {loss} after {epochs} epochs</source>
        <translation>가는 중: {epochs} 에폭 후 손실 {loss}</translation>
    </message>
    <message>
        <source>rounding decides here</source>
        <translation>반올림 오차에 좌우되는 곳</translation>
    </message>
    <message>
        <source>The real run is at epoch {epoch} of {epochs}.</source>
        <translation>실제 학습 진행: 에폭 {epoch} / {epochs}.</translation>
    </message>
    <message>
        <source>Trained for real: {real}. On the map: {mapped}.</source>
        <translation>실제 학습: {real}. 지도: {mapped}.</translation>
    </message>
    <message>
        <source>Trained for real, this run keeps to the map epoch by epoch: {real}.</source>
        <translation>실제로 학습한 결과가 모든 에폭에서 지도와 일치함: {real}.</translation>
    </message>
    <message>
        <source>Trained for real: {real}. On the map: {mapped}. The two part at epoch {epoch}: from there on every rounding error grows, and only the kind of run can be told.</source>
        <translation>실제 학습: {real}. 지도: {mapped}. 에폭 {epoch}에서 갈라짐: 그 뒤로는 반올림 오차가 커져 어떤 종류의 결과인지만 알 수 있음.</translation>
    </message>
</context>
<context>
    <name>marks</name>
    <message>
        <source>{formula} = {value}: beyond it every run grows.</source>
        <translation>{formula} = {value}: 이보다 크면 반드시 커짐(발산).</translation>
    </message>
    <message>
        <source>2/(λmin + λmax) = {value}: the best fixed learning rate.</source>
        <translation>2/(λmin + λmax) = {value}: 최적 고정 학습률임.</translation>
    </message>
    <message>
        <source>best</source>
        <translation>최적</translation>
    </message>
    <message>
        <source>2/λmax = {value} at the minimum: with a larger learning rate a run cannot stay there. Elsewhere the surface bends otherwise.</source>
        <translation>최소점에서 2/λmax = {value}: 학습률이 이보다 크면 최소점에 머물 수 없음. 다른 곳의 곡률은 이와 다름.</translation>
    </message>
    <message>
        <source>2/(λmin + λmax) = {value} at the minimum: the best fixed learning rate for the last of the way.</source>
        <translation>최소점에서 2/(λmin + λmax) = {value}: 마지막 구간에서의 최적 고정 학습률임.</translation>
    </message>
</context>
<context>
    <name>readout</name>
    <message>
        <source>Epoch {epoch} · loss {loss}</source>
        <translation>에폭 {epoch} · 손실 {loss}</translation>
    </message>
    <message>
        <source>Cost {loss} · accuracy {accuracy}%</source>
        <translation>비용 {loss} · 정확도 {accuracy} %</translation>
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
    <name>runs</name>
    <message>
        <source>from epoch {epoch}: {name}</source>
        <translation>에폭 {epoch}부터: {name}</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Step 1: the prediction ŷ = net(x)</source>
        <translation>1단계: 예측 ŷ = net(x)</translation>
    </message>
    <message>
        <source>Step 2: the loss</source>
        <translation>2단계: 손실</translation>
    </message>
    <message>
        <source>Step 3: the gradient, backward</source>
        <translation>3단계: 기울기(backward)</translation>
    </message>
    <message>
        <source>Step 4: the update</source>
        <translation>4단계: 업데이트</translation>
    </message>
    <message>
        <source>Step 1: the prediction ŷ = f(x; w0, w1)</source>
        <translation>1단계: 예측 ŷ = f(x; w0, w1)</translation>
    </message>
    <message>
        <source>Step 1: the height of the surface</source>
        <translation>1단계: 곡면의 높이</translation>
    </message>
    <message>
        <source>Before the first epoch</source>
        <translation>첫 에폭 이전</translation>
    </message>
    <message>
        <source>epoch {epoch} · {title}</source>
        <translation>에폭 {epoch} · {title}</translation>
    </message>
</context>
<context>
    <name>surface</name>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>true ({w0}, {w1})</source>
        <translation>참값 ({w0}, {w1})</translation>
    </message>
    <message>
        <source>minimum ({w0}, {w1})</source>
        <translation>최소점 ({w0}, {w1})</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>The network is being made …</source>
        <translation>신경망을 만드는 중…</translation>
    </message>
    <message>
        <source>{train:,} images, {batches:,} batches an epoch</source>
        <translation>이미지 {train:,}장, 에폭당 배치 {batches:,}개</translation>
    </message>
    <message>
        <source>{train:,} images, all of them in one batch</source>
        <translation>이미지 {train:,}장 전체가 한 배치</translation>
    </message>
    <message>
        <source>epoch {epoch:,} of {epochs:,}</source>
        <translation>에폭 {epoch:,} / {epochs:,}</translation>
    </message>
    <message>
        <source>batch {batch:,} of {batches:,}</source>
        <translation>배치 {batch:,} / {batches:,}</translation>
    </message>
    <message>
        <source>classifying all images</source>
        <translation>전체 이미지 분류 중</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>{time} 걸림</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}분 {seconds}초</translation>
    </message>
    <message>
        <source>{seconds} s an epoch</source>
        <translation>에폭당 {seconds}초</translation>
    </message>
    <message>
        <source>{seconds} s an epoch, {updates} s of it updates</source>
        <translation>에폭당 {seconds}초, 그 가운데 업데이트 {updates}초</translation>
    </message>
    <message>
        <source>{updates} s an epoch for the updates</source>
        <translation>업데이트에 에폭당 {updates}초</translation>
    </message>
    <message>
        <source>An epoch’s time by the clock holds its updates, which images/s goes by, and the classification of all images and the drawing, which take the rest.</source>
        <translation>에폭에 걸린 실제 시간에는 업데이트(초당 이미지 수의 기준) 외에 모든 이미지를 분류하는 시간과 화면을 그리는 시간도 들어 있음.</translation>
    </message>
    <message>
        <source>{rate:,} images/s</source>
        <translation>초당 {rate:,}장</translation>
    </message>
    <message>
        <source>It runs on {device}.</source>
        <translation>연산 장치: {device}.</translation>
    </message>
    <message>
        <source>{train:,} images to learn from, {test:,} to test with.</source>
        <translation>학습용 이미지 {train:,}장, 테스트용 {test:,}장.</translation>
    </message>
</context>
</TS>

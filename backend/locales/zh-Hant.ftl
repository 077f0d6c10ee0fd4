# 繁體中文

shop-name = 原野 · 戶外與家居
contact-chat = 線上客服
contact-phone = 400 800 1234
contact-email = care@yuanye.example
hours-chat = 每天 09:00–21:00
hours-phone = 週一至週五 09:00–18:00
hours-email = 一天內回覆

tier-silver = 銀卡
tier-gold = 金卡
benefit-free_return = 任何原因退貨皆免運費
benefit-longer_window = 退貨期延長 { $days } 天

currency-CNY = CN¥{ $number }
currency-TWD = NT${ $number }
currency-USD = US${ $number }
currency-EUR = €{ $number }
currency-JPY = JP¥{ $number }

payment-visa = Visa ··{ $hint }
payment-mastercard = 萬事達卡 ··{ $hint }
payment-wechat_pay = 微信支付
payment-alipay = 支付寶
payment-line_pay = LINE Pay
payment-paypal = PayPal
payment-jcb = JCB ··{ $hint }
payment-unionpay = 銀聯 ··{ $hint }

order-processing = 備貨中
order-partly_shipped = 部分出貨
order-shipped = 運送中
order-delivered = 已送達
order-cancelled = 已取消

policy-return_window = 送達後 { $days } 天內可退貨
policy-no_reason_window = 送達後 { $days } 天內免附理由退貨
policy-final_sale = 禮物卡及標示商品售出不退
policy-not_covered = 貼身衣物送達後恕不退貨

adjustment-return = 商品已退回
adjustment-refund = 已退款至{ $destination }
adjustment-cancellation = 訂單已取消
adjustment-price_adjustment = 價格調整

ineligible-not_fulfilled = 送達後即可申請退貨。
ineligible-already_returned = 這件商品已經退過了。
ineligible-already_requested = 這件商品的退貨正在處理中。
ineligible-window_expired = 已超過退貨期限。
ineligible-final_sale = 這件商品售出後恕不退貨。
ineligible-not_covered = 基於衛生考量，送達後恕不退貨。
ineligible-order_cancelled = 訂單已取消，沒有可退的商品。

reason-changed_mind = 不想要了
reason-fit = 尺寸不合
reason-too_small = 太小
reason-too_large = 太大
reason-style = 不喜歡款式或顏色
reason-faulty = 商品有問題
reason-does_not_work = 無法正常使用
reason-broken_on_arrival = 收到時已損壞
reason-poor_quality = 品質不佳
reason-not_what_i_ordered = 與訂購的不符
reason-wrong_item = 寄錯商品
reason-missing_parts = 缺少配件
reason-not_as_described = 與描述不符
reason-arrived_late = 太晚送達
reason-better_price = 找到更優惠的價格
reason-works_sometimes = 時好時壞
reason-part_broken = 有零件損壞或脫落
reason-leaks = 漏水
reason-worn = 磨損
reason-something_else = 其他問題
reason-other = 其他原因

method-drop_off_labelless = 到店寄回，免包裝
method-drop_off_labelless-detail = 直接帶著商品，出示行動條碼，由門市為您包裝。
method-drop_off_label = 自行包裝，貼單寄回
method-drop_off_label-detail = 包裝好，貼上託運單，交到門市即可。
method-pickup = 到府收件
method-pickup-detail = 宅配人員到府收件，並備妥託運單。
fee-free = 免費
fee-deducted = 從退款中扣除 { $amount }

resolution-refund = 退款

part-items = 商品
part-return_fee = 退貨運費
part-inspection_fee = 檢測費

speed-on_receipt = 門市掃碼當天
speed-after_inspection = 檢測完成後

case-approved = 已受理
case-in_transit = 退回途中
case-refunded = 已退款
case-cancelled = 已取消
case-expired = 已結案

step-drop_off_labelless = 到任一門市出示此行動條碼
step-drop_off_labelless-detail = 免包裝、免託運單，門市會為您包裝。
step-drop_off_label = 貼好託運單，交到門市
step-drop_off_label-detail = 可列印託運單，也可用手機出示。
step-pickup = 請備妥包裹，等候宅配人員
step-pickup-detail = 宅配人員會備妥託運單並掃碼。

event-case_opened = 退貨已受理
event-case_opened-detail = 我們已登記您要退回的商品。
event-cancelled = 退貨已取消
event-cancelled-detail = 商品由您保留，不需其他操作。
event-shipped = 已寄出
event-shipped-detail = 您已告知包裹正在路上。
event-received = 已收到
event-received-detail = 包裹已抵達我們的退貨中心。
event-refunded = 已退款
event-refunded-detail = 款項正在退回給您。
event-expired = 退貨已結案
event-expired-detail = 我們未能及時收到包裹。在退貨期內您可以重新申請。

upcoming-drop_off = 到門市寄回
upcoming-drop_off-detail = 請保留寄件收據，直到收到退款。
upcoming-hand_over = 交給宅配人員
upcoming-hand_over-detail = 請保留寄件收據，直到收到退款。
upcoming-received = 我們收到包裹
upcoming-received-detail = 掃碼入庫後會通知您。
upcoming-refund = 退款
upcoming-refund-detail = 退至{ $destination }

action-cancel = 取消退貨
action-confirm_shipped = 我已寄出

tracking-pending = 等待宅配收件
tracking-info_received = 宅配已接單
tracking-in_transit = 運送中
tracking-out_for_delivery = 配送中
tracking-available_for_pickup = 待取件
tracking-attempt_fail = 配送未成功
tracking-delivered = 已送達
tracking-exception = 運送受阻
tracking-expired = 暫無物流更新

carrier-sf_express = 順豐速運
carrier-jd_logistics = 京東物流
carrier-t_cat = 黑貓宅急便
carrier-usps = 美國郵政 USPS
carrier-ups = UPS
carrier-dhl = DHL
carrier-yamato = 大和運輸

checkpoint-announced = 宅配公司已收到包裹資訊
checkpoint-picked_up = 已收件
checkpoint-departed = 已離開轉運中心
checkpoint-arrived = 已抵達轉運中心
checkpoint-flight_departed = 班機已起飛
checkpoint-customs = 海關查驗中
checkpoint-customs_cleared = 海關已放行
checkpoint-out_for_delivery = 配送中
checkpoint-attempt_fail = 無人在家，宅配人員將再次配送
checkpoint-front_desk = 已由管理室代收
checkpoint-door = 已由本人簽收
checkpoint-locker = 已從智慧櫃取出
checkpoint-awaiting_pickup = 已放入智慧櫃，請儘快取件

place-hangzhou = 杭州
place-shanghai = 上海
place-shenzhen = 深圳
place-beijing = 北京
place-chengdu = 成都
place-taipei = 臺北
place-taoyuan = 桃園
place-kaohsiung = 高雄
place-oakland = 奧克蘭
place-san_francisco = 舊金山
place-new_york = 紐約
place-osaka = 大阪
place-tokyo = 東京
place-leipzig = 萊比錫
place-berlin = 柏林
place-paris = 巴黎

problem-malformed_json = 送出的內容無法辨識，請重新整理頁面後再試。
problem-malformed_body = 送出的內容無法辨識，請重新整理頁面後再試。
problem-invalid_query = 網址中有無效的內容，請返回後再試。
problem-invalid_cursor = 列表已更新，請從頭查看。
problem-idempotency_key_required = 這次送出缺少防重複編號，請重新整理頁面後再試。
problem-idempotency_key_invalid = 這次送出的防重複編號無效，請重新整理頁面後再試。
problem-idempotency_key_reused = 這次送出的內容與先前不同，請先查看您的退貨紀錄再試。
problem-unauthorized = 請先查詢您的訂單。
problem-session_expired = 為保護您的訂單，本次造訪已逾時，請重新查詢訂單。
problem-lookup_failed = 找不到與這些資料相符的訂單，請確認訂單編號和填寫的資料。
problem-not_found = 找不到這項內容，可能已被移除，或連結不完整。
problem-method_not_allowed = 這裡無法進行這項操作，請返回後再試。
problem-precondition_failed = 狀態剛剛有變動，請查看最新狀態後再試。
problem-precondition_required = 需要先確認您看到的狀態，請重新整理後再試。
problem-request_timeout = 送出花費的時間過長，請檢查網路後再試。
problem-payload_too_large = 一次送出的內容過多，請精簡後再試。
problem-invalid_request = 有內容缺漏或填寫有誤，請檢查後再試。
problem-too_many_requests = 嘗試次數過多，請稍後再試。
problem-busy = 目前請求較多，請稍後再試。
problem-internal = 我們這邊出了點問題，您填寫的內容不會遺失，請再試一次。
problem-not_fulfilled = 送達後即可申請退貨。
problem-already_returned = 這件商品已經退過了。
problem-already_requested = 這件商品的退貨正在處理中，可在訂單中查看。
problem-window_expired = 已超過退貨期限。
problem-final_sale = 這件商品售出後恕不退貨。
problem-not_covered = 基於衛生考量，送達後恕不退貨。
problem-order_cancelled = 訂單已取消，沒有可退的商品。
problem-quantity_too_large = 超過可退數量，請減少件數。
problem-type_unavailable = 這裡不能提出這種申請，請查看訂單可用的選項。
problem-duplicate_line = 有一件商品重複了，請每件只選一次。
problem-reason_required = 請告訴我們退貨的原因。
problem-reason_unknown = 請從列表中選擇一個原因。
problem-note_required = 請簡單說明發生了什麼。
problem-method_unavailable = 目前不提供這種寄回方式，請選擇其他方式。
problem-resolution_unavailable = 這些商品目前不提供此方案，請選擇退款。
problem-refund_changed = 退款金額有變動，請查看新的金額後再確認。
problem-quote_expired = 此報價已過期，請查看新的報價後再確認。
problem-quote_used = 此報價已使用，可在訂單中查看退貨。
problem-quote_mismatch = 此報價對應的是其他商品，請重新選擇。
problem-action_not_allowed = 現在無法進行這項操作，請查看退貨的最新狀態。

field-required = 此欄必填。
field-invalid_type = 格式不正確。
field-unknown_value = 不在可選範圍內。
field-exactly_one = 需要且只能填寫其中一項。
field-empty = 請填寫此欄。
field-too_long = 內容過長。
field-out_of_range = 數值超出範圍。
field-malformed = 格式不正確。
field-duplicate = 重複出現。
field-conflict = 不能同時送出。

# 檔案、包裹、預約、產品保養、訂閱。

problem-file_too_large = 檔案太大，請換一個小一些的。
problem-upload_mismatch = 檔案沒有完整送達，或與其格式不符，請重新選擇。
problem-upload_attached = 這個檔案已經傳送，無需再操作。
problem-upload_unknown = 有一個檔案已失效，請重新加入。
problem-upload_incomplete = 有一個檔案還沒有傳完，請稍候，或重新加入。
problem-too_many_files = 檔案數量超出上限，請挑選最重要的幾個。

problem-media_type_refused = 暫不支援這種檔案，請傳送照片、影片或 PDF。
problem-slot_unknown = 這個時間不能預約，請另選時間。
problem-slot_taken = 這個時間剛剛約滿，請另選時間。
problem-booking_mismatch = 這個預約不屬於目前事項，請重新選擇時間。
problem-booking_used = 這個預約已用於一項申請，可在該申請中改期。
problem-booking_expired = 為您保留的時間已過期，請重新選擇。
problem-channel_unavailable = 暫不支援這種通知方式，請換一種。
problem-address_required = 請填寫接收通知的地址或號碼。
problem-address_invalid = 這個地址或號碼無法接收通知，請檢查一下。
problem-too_many_subscriptions = 您訂閱的通知已達上限，請先取消一個。

channel-email = 電子郵件
channel-sms = 簡訊
channel-webview = 應用程式內通知

slot-place-workshop = 杭州市文一西路 88 號維修中心

substatus-customs_hold = 海關查驗中
substatus-address_problem = 地址無法辨識
substatus-returned_to_sender = 正在退回商家
substatus-refused = 已拒收

checkpoint-returned_to_sender = 包裹已退回
checkpoint-address_problem = 收件地址無法辨識
checkpoint-delayed = 運送延誤

plain-announced = 已通知物流業者，包裹尚未交出。
plain-picked_up = 物流業者已收到包裹
plain-departed = 正前往下一站
plain-arrived = 已到達途中一站
plain-flight_departed = 正在空運途中
plain-customs = 海關正在查驗
plain-customs_cleared = 海關已放行
plain-out_for_delivery = 物流士正在配送
plain-attempt_fail = 配送時無人簽收
plain-front_desk = 已放在櫃檯
plain-door = 您已收到
plain-locker = 您已從智慧櫃取走
plain-awaiting_pickup = 可以去取件了
plain-returned_to_sender = 包裹正退回給我們
plain-address_problem = 物流業者找不到收件地址
plain-delayed = 比預計要慢一些

delay-carrier = 物流業者比預計需要更多時間。
delay-weather = 途中天候不佳。
delay-volume = 包裹量比平時大。
delay-customs = 海關查驗需要更多時間。

leg-road = 公路運輸
leg-rail = 鐵路運輸
leg-air = 航空運輸
leg-sea = 海運
leg-customs = 清關
leg-last_mile = 末端配送

alert-late = 包裹已超過預計送達時間
alert-late-detail = { $carrier }未準時送達。告訴我們，我們會催促或為您解決。
alert-late-action = 回報延誤
alert-stalled = 物流已多日沒有更新
alert-stalled-detail = { $carrier }已超過三天沒有掃描紀錄，包裹可能遺失，我們會查明。
alert-stalled-action = 請我們查找
alert-customs = 海關查驗中
alert-customs-detail = 海關正在查驗，如需您提供資料，{ $carrier }會說明。
alert-customs-action = 查看{ $carrier }的說明
alert-address = 收件地址無法辨識
alert-address-detail = 請及時告訴我們正確地址，{ $carrier }會再次配送；否則包裹將退回。
alert-address-action = 提供正確地址
alert-attempt_failed = 配送時無人簽收
alert-attempt_failed-detail = { $carrier }會再次配送，您可以選擇時間或放置地點。
alert-attempt_failed-action = 安排配送
alert-ready_for_pickup = 可以取件了
alert-ready_for_pickup-detail = 請憑{ $carrier }傳送的取件碼取件，逾期將退回。
alert-ready_for_pickup-action = 查看取件地點
alert-returned_to_sender = 包裹正退回給我們
alert-returned_to_sender-detail = { $carrier }未能送達。請告訴我們是重新寄送還是退款。
alert-returned_to_sender-action = 選擇處理方式

cover-statutory = 法定保障
cover-statutory-detail = 交付時已存在的瑕疵，即使後來才顯現，由我們免費維修或更換。
cover-manufacturer = 原廠保固
cover-manufacturer-detail = 材料與工藝瑕疵，不含正常磨損與意外損壞。
cover-extended = 延長保固
cover-extended-detail = 在延長期內享有與原廠保固相同的保障，另含一次意外損壞。

mode-mail_in = 寄修
mode-mail_in-detail = 我們提供寄件碼，修好後寄回。
mode-drop_off = 送修
mode-drop_off-detail = 選擇到店時間，小修可現場等候。
mode-on_site = 到府維修
mode-on_site-detail = 選擇到府時間，我們會帶上常用零件。
mode-remote = 遠端指導
mode-remote-detail = 我們與您視訊查看，並寄出所需零件。

care-manual = 使用說明書：{ $product }

tip-battery = 延長電池壽命
tip-battery-detail = 鋰電池怕熱，也怕長期滿電。
tip-battery-step1 = 日常使用時電量保持在 20% 至 80%。
tip-battery-step2 = 避免曝曬和高溫車內。
tip-battery-step3 = 長期不用時保持半電存放。
tip-dust = 安全清潔
tip-dust-detail = 斷電後用乾的超細纖維布擦拭，有色部件請勿使用酒精。
tip-stoneware = 陶器與溫度
tip-stoneware-detail = 可用洗碗機和微波爐，但請勿從冰箱取出後直接進熱烤箱。
tip-dry_storage = 收納前先晾乾
tip-dry_storage-detail = 潮濕收納兩天內就會發霉，請先晾乾。
tip-shoes = 雨天走路之後
tip-shoes-detail = 取出鞋墊，塞紙，室溫晾乾；高溫會讓鞋底脫膠。
tip-wool = 羊毛多通風、少水洗
tip-wool-detail = 晾一夜即可去味。少洗，用冷水和羊毛洗劑，平鋪晾乾。
tip-seasoning = 養鍋
tip-seasoning-detail = 鑄鐵鍋靠一層薄薄的油膜防沾。
tip-seasoning-step1 = 用熱水沖洗，不用洗碗精，在爐上烘乾。
tip-seasoning-step2 = 抹上幾滴油。
tip-seasoning-step3 = 每月一次，倒扣放入 220 °C 烤箱一小時。
tip-membrane = 保持夾克防水
tip-membrane-detail = 30 °C 清洗，勿用柔軟精，再低溫烘二十分鐘，熱度可恢復防潑水層。

letter-shipment = 訂單 { $order }：{ $status }
letter-shipment-detail = 您的{ $carrier }包裹：{ $status }。您因訂閱該包裹通知而收到此訊息。
letter-case = { $number }：{ $status }
letter-case-detail = { $number } 有新進展：{ $status }。您因訂閱而收到此訊息。
letter-consent = 是否接收{ $shop }的通知？
letter-consent-detail = 有人請{ $shop }把包裹或申請的進展傳到這裡。如同意，請打開 { $url }。若非本人操作，請忽略，我們不會再傳送。

consent-ask = 是否把進展傳到這裡？
consent-agree = 同意接收
consent-done = 已確認，有進展時會通知您。

# 進入：驗證碼、權杖、連結。

problem-merchant_token_invalid = 無法確認您在商店的登入，請重新整理商店頁面。
problem-link_invalid = 此連結已失效，請查詢您的訂單，或向我們索取新的連結。
problem-challenge_failed = 驗證碼不正確，請核對後再試。
problem-challenge_expired = 此驗證碼已失效，請重新查詢訂單以取得新的驗證碼。

letter-code = 您的驗證碼
letter-code-detail = { $code } 是您在{ $shop }的驗證碼，10 分鐘內有效。如非本人操作，請忽略此訊息。

# 問卷。

survey-delivered = 您有多大可能把我們推薦給朋友？
survey-return = 這次退貨方便嗎？
survey-exchange = 這次換貨方便嗎？
survey-withdrawal = 這次解除契約方便嗎？
survey-price_protection = 這次退還差價方便嗎？
survey-repair = 您對這次維修滿意嗎？
survey-complaint = 您對我們處理申訴的方式滿意嗎？
survey-comment = 我們還可以在哪裡做得更好？
scale-csat-min = 非常不滿意
scale-csat-max = 非常滿意
scale-ces-min = 非常困難
scale-ces-max = 非常方便
scale-nps-min = 完全不可能
scale-nps-max = 非常可能
reward-points = { $points } 點

problem-survey_closed = 這個問題已經回答過或已結束，謝謝您。
problem-score_out_of_range = 請在評分範圍內選擇。

# 評價。

review-published = 已發布
dimension-product = 商品
dimension-description = 與描述相符
dimension-logistics = 物流
dimension-service_attitude = 服務態度
dimension-response_speed = 回應速度
dimension-resolution = 處理結果
question-fit = 尺寸合適嗎？
answer-runs_small = 偏小
answer-true_to_size = 剛好
answer-runs_large = 偏大
question-improve = 我們哪裡需要改進？
reviewed-return = 您的退貨 { $number }
reviewed-exchange = 您的換貨 { $number }
reviewed-withdrawal = 您的契約解除 { $number }
reviewed-price_protection = 您的價格保護 { $number }
reviewed-repair = 您的維修 { $number }
reviewed-complaint = 您的申訴 { $number }

problem-already_reviewed = 您已評價過，可以修改原來的評價。
problem-review_closed = 評價時間已過，仍然感謝您。
problem-reviewable_mismatch = 這則評價針對的是其他內容，請重新撰寫。
problem-dimension_unknown = 其中一項評分不適用，請重新整理頁面後再試。
problem-answer_unknown = 其中一項回答不適用，請重新整理頁面後再試。
problem-follow_up_refused = 評價發布一週至六個月內，可以追評一次。

# 客訴、維修、方案、訊息、憑證。名稱裡帶有服務類型的句子只用於該類型。

staff-zhou = 周敏
staff-lindberg = Eva Lindberg
staff-tsai = 蔡雅婷
desk-role = 客戶服務
desk-sentence-space = { "" }
desk-rung-time = { $days } 天內
desk-not-covered = 不在保固範圍內：動手之前會先向您報價。
desk-complain = 有問題？告訴我們
irreparable-not_fulfilled = 簽收後即可申請維修。
irreparable-already_returned = 這件商品您已退回。
desk-repair-price = 維修費
author-customer = 您
author-system = 自動通知
rung-agent = 受理您的服務的同仁
rung-supervisor = 一位未經手此事的主管
rung-ombudsman = 獨立於客服的監督員

clock-first_answer = 首次答覆
clock-resolution = 解決方案
clock-decision = 上一級的決定
clock-repair = 修好並寄回
consequence-escalate = 逾期將自動轉交上一級。
consequence-credit = 逾期將補償您 { $amount } 購物金。

complaint-late_parcel = 包裹遲遲未到
complaint-parcel_lost = 包裹可能遺失了
complaint-not_received = 顯示已簽收，但我沒有收到
complaint-damaged = 收到時已損壞
complaint-defect = 不能用或壞了
complaint-wrong_or_missing = 寄錯或少件
complaint-differs_from_description = 與描述不符
complaint-refund_missing = 退款沒有入帳
complaint-service = 服務態度
complaint-something_else = 其他問題

settlement-refund = 退款
settlement-partial_refund = 退還部分貨款，商品留下
settlement-store_credit = 購物金
settlement-replacement = 換一件新的
settlement-repair = 維修
settlement-apology = 道歉
gift-store_credit = 未兌現承諾的購物金補償
part-settlement = 協商金額
speed-agreed = 達成一致之後

case-in_review = 處理中
case-answered = 已答覆
case-escalated = 已轉上一級
case-reopened = 重新處理中
case-offer_made = 我們提出了方案
case-offer_declined = 正在另尋方案
case-offer_expired = 正在另尋方案
case-agreed = 已達成一致
case-refund_promised = 已同意退款
case-settled = 已解決
case-refused = 未予支持
case-resolved = 已結束
case-complaint-cancelled = 已撤回
case-complaint-rejected = 未予支持
case-repair-cancelled = 已取消
case-repair-rejected = 未予支持
case-awaiting_item = 等待商品
case-appointment_booked = 已預約
case-repair-in_transit = 正在寄給我們
case-repair-received = 已收到
case-diagnosing = 檢測中
case-payment_due = 等待您付款
case-repairing = 維修中
case-returning_unrepaired = 未維修，正在退還
case-repair-settled = 已修好

event-complaint-case_opened = 客訴已受理
event-complaint-case_opened-detail = 已有專人負責，並會跟到底。
event-complaint-cancelled = 客訴已撤回
event-complaint-cancelled-detail = 不必再做什麼，隨時可以再聯絡我們。
event-complaint-refunded = 已退款
event-complaint-refunded-detail = 款項正在退還給您。
event-complaint-rejected = 未予支持
event-complaint-rejected-detail = 此事已結束。法律可能賦予您其他權利。
event-repair-case_opened = 維修申請已受理
event-repair-case_opened-detail = 已有專人負責，並會跟到底。
event-repair-cancelled = 維修已取消
event-repair-cancelled-detail = 不必再做什麼。
event-repair-shipped = 已寄出
event-repair-shipped-detail = 您告訴我們包裹已在路上。
event-repair-received = 已收到
event-repair-received-detail = 接下來我們會檢測。
event-repair-expired = 維修已關閉
event-repair-expired-detail = 我們沒有按時收到商品。您可以重新申請維修。
event-repair-rejected = 未予支持
event-repair-rejected-detail = 此事已結束。法律可能賦予您其他權利。
event-answered = 首次答覆
event-answered-detail = 請在訊息中查看。
event-offer_made = 我們提出了方案
event-offer_made-detail = 請在有效期內接受或拒絕。
event-offer_accepted = 您接受了方案
event-offer_accepted-detail = 約定的內容見憑證。
event-offer_declined = 您拒絕了方案
event-offer_declined-detail = 我們會另尋方案。
event-offer_expired = 方案已失效
event-offer_expired-detail = 未在有效期內答覆。
event-clock_breached = { $clock ->
    [first_answer] 我們沒有按時答覆
    [resolution] 我們沒有按時提出解決方案
    [repair] 我們沒有按時修好
   *[other] 我們沒有按時作出決定
}
event-clock_breached-detail = 我們為此承諾的事已自動執行。
event-credit_granted = 補償 { $amount } 購物金
event-credit_granted-detail = 因為我們沒有兌現承諾。
event-escalated = { $rung ->
    [supervisor] 已轉交主管
    [ombudsman] 已轉交監督員
   *[other] 已轉交上一級
}
event-escalated-detail = 現在由未經手此事的人決定，受理您的同仁會繼續跟進。
event-settled = 已解決
event-settled-detail = 如果沒有解決，請在期限內要求重新處理。
event-refused = 未予支持
event-refused-detail = 您可以要求上一級重新決定。
event-reopened = 重新處理
event-reopened-detail = 我們會再看一次。
event-resolved = 已結束
event-resolved-detail = 期限內沒有異議。
event-rescheduled = 已改約
event-rescheduled-detail = 原來的時間已釋出。
event-diagnosing = 檢測中
event-diagnosing-detail = 我們會查明問題以及由誰負擔費用。
event-repairing = 維修中
event-repairing-detail = 寄回時會告訴您。
event-price_paid = 已付款
event-price_paid-detail = 維修開始。
event-price_unpaid = 未按時付款
event-price_unpaid-detail = 商品將原樣退還給您。
event-returned = 已回到您手中
event-returned-detail = 願它長久為您所用。

step-answer_offer = 接受或拒絕我們的方案
step-answer_offer-detail = 在您決定之前不會有任何變動。
step-say_if_not_solved = 如果沒有解決，請告訴我們
step-say_if_not_solved-detail = 否則不必操作，到期自動結束。
step-escalate_if_you_disagree = 不同意可以請上一級決定
step-escalate_if_you_disagree-detail = 由未經手此事的人重新決定。
step-pay = 支付維修費
step-pay-detail = 入帳後立即開始維修。
step-drop_off = 貼好託運單寄出包裹
step-drop_off-detail = 請包裝穩妥，貼上託運單，並保留收據。
step-bring_in = 送到維修站
step-bring_in-detail = 請帶上配件，不需包裝盒。
step-be_there = 請按預約時間在場
step-be_there-detail = 大約需要一小時。

upcoming-first_answer = 首次答覆
upcoming-first_answer-detail = 最晚在此之前答覆。
upcoming-resolution = 解決方案
upcoming-resolution-detail = 最晚在此之前提出。
upcoming-decision = 上一級的決定
upcoming-decision-detail = 最晚在此之前作出。
upcoming-repair = 修好並寄回
upcoming-repair-detail = 最晚在此之前。
upcoming-payout = 退款
upcoming-payout-detail = 最晚在此之前支付。
upcoming-closed = 服務結束
upcoming-closed-detail = 在此之前可以要求重新處理。

action-complaint-cancel = 撤回客訴
action-repair-reschedule = 更改預約時間
action-repair-cancel = 取消維修
action-accept_offer = 接受
action-decline_offer = 拒絕
action-escalate = 請上一級決定
action-reopen = 還沒有解決

receipt-case_opened = 您提出了什麼、何時提出
receipt-clock_promised = 我們承諾的時限
receipt-offer_accepted = 我們的約定
receipt-refund_promised = 我們承諾支付的金額
receipt-withdrawal_acknowledged = 您已撤回契約
receipt-goodwill_granted = 因未兌現承諾給您的補償
receipt-cancelled = 您已放棄此服務
statement-case_opened = { $number }，訂單 { $order }：您提出了以下要求。{ $words }
statement-clock_promised = { $number }，訂單 { $order }：我們承諾按時完成：{ $words }
statement-offer_accepted = { $number }，訂單 { $order }：您接受了我們的方案。{ $words }
statement-refund_promised = { $number }，訂單 { $order }：我們同意了您的要求。
statement-withdrawal_acknowledged = { $number }，訂單 { $order }：您的撤回聲明已收到。{ $words }
statement-goodwill_granted = { $number }，訂單 { $order }：我們沒有兌現時限承諾，特此補償。
statement-cancelled = { $number }，訂單 { $order }：您放棄了此服務。
promise-amount-due = 我們承諾在 { $due } 之前支付 { $amount }。
promise-amount = 我們承諾支付 { $amount }。
promise-due = 我們承諾在 { $due } 之前完成。

problem-offer_closed = 這個方案已失效。請查看最新狀態。
problem-messages_not_taken = 這裡不接收訊息。請用其他方式聯絡我們。
problem-case_closed = 此服務已結束，不再接收訊息。請用其他方式聯絡我們。
problem-too_many_messages = 這個對話不再接收訊息。請用其他方式聯絡我們。
problem-mode_unavailable = 這件商品不能這樣維修。請選擇其他方式。
problem-photo_required = 請附上照片，讓我們看清發生了什麼。

# Returns with choices, exchanges, withdrawals, price protection.

tier-platinum = 白金會員
payment-store_credit = 購物金
resolution-refund-detail = 退回原付款方式。
resolution-store_credit = 購物金
resolution-store_credit-detail = 比退款更多，永久有效。
resolution-exchange = 換貨
resolution-exchange-detail = 換尺寸或顏色，馬上為您保留。
resolution-price_adjustment = 退差價
part-bonus = 選擇購物金的贈額
part-replacement = 換取的商品
part-price_drop = 差價
speed-instant = 立即入帳
speed-after_cancellation = 攔截包裹後立即退款
instant-condition = 退款先入帳。若到期仍未寄出，我們會從原付款方式收回這筆錢。
fee-customer_pays = 約 { $amount }，付給物流公司
method-in_store = 到店退貨
method-in_store-detail = 原樣帶來，在櫃檯出示退貨碼即可。
method-self_ship = 自行寄回
method-self_ship-detail = 物流自選，運費由您付給物流公司，退款不扣費。
method-keep_item = 不用退回
method-keep_item-detail = 無需寄回，可送人或回收。
step-in_store = 在櫃檯出示此碼
step-in_store-detail = 無需包裝和標籤。
step-self_ship = 把包裹寄到我們的退貨中心
step-self_ship-detail = 請貼上標籤，方便我們核對。
step-ready_for_pickup = 領取您的包裹
step-attempt_failed = 約定配送時間
step-address = 告訴我們正確的地址

case-under_review = 審核中
case-withdrawn = 已收到撤回
case-received = 已收貨
case-inspecting = 檢驗中
case-credited = 購物金已發放
case-exchanged = 換貨完成
case-replacement_shipped = 新商品已寄出
case-price_adjusted = 差價已退
case-rejected = 未通過

event-case_submitted = 已申請退貨
event-case_submitted-detail = 我們先看您的照片，通常一天內答覆。在此之前請先保留商品。
event-approved = 已通過
event-approved-detail = 照片已確認，可以進行下一步。
event-rejected = 未通過
event-rejected-detail = { $note }
event-method_changed = 已更改退回方式
event-method_changed-detail = 下方已更新。
event-inspected = 檢驗完成
event-inspected-detail = 商品與描述一致。
event-inspected_partly = 檢驗完成
event-inspected_partly-detail = 有部分商品無法退回，變動列在退款明細裡。
event-inspected_refused = 檢驗完成
event-inspected_refused-detail = 商品無法退回，我們會寄還給您。
event-credited = 購物金已發放
event-credited-detail = 現在就可以使用。
event-price_adjusted = 差價已退
event-price_adjusted-detail = 款項正在退給您。
event-completed = 已完成
event-completed-detail = 商品已全部收到，退款先前已入帳。
event-clawed_back = 退款已收回
event-clawed_back-detail = 商品由您保留，款項已從原付款方式收回。
event-difference_paid = 差價已付
event-difference_paid-detail = 謝謝，無需再付款。
event-difference_refunded = 差價已退
event-difference_refunded-detail = 款項正在退給您。
event-replacement_shipped = 新商品已寄出
event-replacement_shipped-detail = 可以查看物流。
event-replacement_delivered = 新商品已送達
event-replacement_delivered-detail = 希望這次正合適。
event-replacement_sold_out = 已售完
event-replacement_sold_out-detail = 很抱歉，您選的商品沒有貨了，改為退款給您。
event-exchange-case_opened = 換貨已受理
event-exchange-case_opened-detail = 您選的商品已為您保留。
event-exchange-cancelled = 換貨已取消
event-exchange-expired = 換貨已關閉
event-exchange-expired-detail = 未在期限內收到包裹，保留的商品已釋出。
event-withdrawal-case_opened = 已收到撤回
event-withdrawal-case_opened-detail = 確認函會寄到您的電子信箱。
event-price_protection-case_opened = 已申請退差價
event-price_protection-case_opened-detail = 商品降價了，差價退給您。

upcoming-ship = 寄出包裹
upcoming-ship-detail = 收到退款前請保留憑證。
upcoming-approval = 審核照片
upcoming-approval-detail = 通常一天內完成。
upcoming-inspection = 檢驗商品
upcoming-inspection-detail = 完成後通知您。
upcoming-credit = 購物金
upcoming-credit-detail = 下次購物可用
upcoming-replacement = 寄出您選的商品
upcoming-replacement-detail = 收到您寄回的商品後立即寄出。
upcoming-replacement_arrives = 您選的商品送達
upcoming-replacement_arrives-detail = 可以查看物流。

action-change_method = 更改退回方式
action-reschedule = 改取件時間
action-exchange-cancel = 取消換貨

adjustment-credit = 購物金已發放
adjustment-clawback = 退款已收回
adjustment-method_fee = 更改退回方式
adjustment-not_accepted = 未接受的商品
adjustment-payment = 已付差價
replacement-reserved = 已為您保留
replacement-shipped = 運送中
replacement-delivered = 已送達
replacement-sold_out = 已售完
payment_due-difference = 待付差價
payment_due-paid = 已付
decision-accepted = 已接受
decision-refused = 未接受

withdrawal-enter = 在此撤回合約
withdrawal-confirm = 確認撤回
withdrawal-declaration = 本人特此撤回購買下列商品的合約：{ $goods }。訂單 { $order }，下單日期 { $date }。
withdrawal-subject = { $shop }：已收到您的撤回
withdrawal-document = { $shop }已收到您的撤回。

    收到時間：{ $received }
    訂單：{ $order }
    姓名：{ $name }
    電子信箱：{ $email }

    您的聲明：
    { $text }

    自該日起 14 天內，我們會按原付款方式退還您為這些商品支付的全部款項；在收到商品或您出示寄出憑證之前，我們可以暫緩退款。請在 14 天內寄回商品，並保留此函。

store-hangzhou_lakeside = 杭州湖濱店
store-hangzhou_lakeside-address = 杭州市上城區湖濱路 28 號
store-hangzhou_lakeside-hours = 每天 10:00–22:00
store-shanghai_anfu = 上海安福路店
store-shanghai_anfu-address = 上海市徐匯區安福路 322 號
store-shanghai_anfu-hours = 每天 10:00–21:00
store-san_francisco_valencia = 舊金山瓦倫西亞街店
store-san_francisco_valencia-address = 890 Valencia Street, San Francisco, CA 94110
store-san_francisco_valencia-hours = 週二至週日 11:00–19:00

ineligible-sold_out = 其他尺寸和顏色都已售完。
ineligible-withdrawal_over = 撤回期已過。
ineligible-no_withdrawal = 撤回權只適用於消費者。
ineligible-no_price_drop = 現價不低於您的購買價。
ineligible-already_claimed = 這件商品的差價已經退過。
ineligible-price_window_over = 價格保護期已過。
problem-sold_out = 其他尺寸和顏色都已售完。
problem-withdrawal_over = 撤回期已過。
problem-no_withdrawal = 撤回權只適用於消費者。
problem-no_price_drop = 現價不低於您的購買價。
problem-already_claimed = 這件商品的差價已經退過。
problem-price_window_over = 價格保護期已過。
problem-slot_required = 請選擇快遞員到府取件的時間。
problem-variant_required = 請選擇想換成哪一款。
problem-variant_unknown = 這一款已不在可選範圍，請重新選擇。
problem-variant_sold_out = 晚了一步，這一款剛剛售完，請選擇其他款。
problem-video_required = 請加上一段短影片。
problem-serial_required = 請填寫序號。
problem-payment_due = 差價尚未支付。

date-day = { $year }年{ $month }月{ $day }日
date-moment = { $day } { $time }（UTC{ $zone }）
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

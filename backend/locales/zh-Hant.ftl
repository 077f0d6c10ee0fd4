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

problem-media_type_unsupported = 暫不支援這種檔案，請傳送照片、影片或 PDF。
problem-file_too_large = 檔案太大，請換一個小一些的。
problem-upload_mismatch = 檔案沒有完整送達，或與其格式不符，請重新選擇。
problem-upload_attached = 這個檔案已經傳送，無需再操作。
problem-upload_unknown = 有一個檔案已失效，請重新加入。
problem-upload_incomplete = 有一個檔案還沒有傳完，請稍候，或重新加入。
problem-too_many_files = 檔案數量超出上限，請挑選最重要的幾個。

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
desk-not-covered = 不在保固範圍內：動手之前會先向你報價。
desk-repair-price = 維修費
author-customer = 你
author-system = 自動通知
rung-agent = 受理你的服務的同仁
rung-supervisor = 一位未經手此事的主管
rung-ombudsman = 獨立於客服的監督員

clock-first_answer = 首次答覆
clock-resolution = 解決方案
clock-decision = 上一級的決定
clock-repair = 修好並寄回
consequence-escalate = 逾期將自動轉交上一級。
consequence-credit = 逾期將補償你 { $amount } 購物金。

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
case-payment_due = 等待你付款
case-repairing = 維修中
case-returning_unrepaired = 未維修，正在退還
case-repair-settled = 已修好

event-complaint-case_opened = 客訴已受理
event-complaint-case_opened-detail = 已有專人負責，並會跟到底。
event-complaint-cancelled = 客訴已撤回
event-complaint-cancelled-detail = 不必再做什麼，隨時可以再聯絡我們。
event-complaint-refunded = 已退款
event-complaint-refunded-detail = 款項正在退還給你。
event-complaint-rejected = 未予支持
event-complaint-rejected-detail = 此事已結束。法律可能賦予你其他權利。
event-repair-case_opened = 維修申請已受理
event-repair-case_opened-detail = 已有專人負責，並會跟到底。
event-repair-cancelled = 維修已取消
event-repair-cancelled-detail = 不必再做什麼。
event-repair-shipped = 已寄出
event-repair-shipped-detail = 你告訴我們包裹已在路上。
event-repair-received = 已收到
event-repair-received-detail = 接下來我們會檢測。
event-repair-expired = 維修已關閉
event-repair-expired-detail = 我們沒有按時收到商品。你可以重新申請維修。
event-repair-rejected = 未予支持
event-repair-rejected-detail = 此事已結束。法律可能賦予你其他權利。
event-answered = 首次答覆
event-answered-detail = 請在訊息中查看。
event-offer_made = 我們提出了方案
event-offer_made-detail = 請在有效期內接受或拒絕。
event-offer_accepted = 你接受了方案
event-offer_accepted-detail = 約定的內容見憑證。
event-offer_declined = 你拒絕了方案
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
event-escalated-detail = 現在由未經手此事的人決定，受理你的同仁會繼續跟進。
event-settled = 已解決
event-settled-detail = 如果沒有解決，請在期限內要求重新處理。
event-refused = 未予支持
event-refused-detail = 你可以要求上一級重新決定。
event-reopened = 重新處理
event-reopened-detail = 我們會再看一次。
event-resolved = 已結束
event-resolved-detail = 期限內沒有異議。
event-rescheduled = 已改約
event-rescheduled-detail = 原來的時間已釋出。
event-diagnosing = 檢測中
event-diagnosing-detail = 我們會查明問題以及由誰負擔費用。
event-repairing = 維修中
event-repairing-detail = 寄回時會告訴你。
event-price_paid = 已付款
event-price_paid-detail = 維修開始。
event-price_unpaid = 未按時付款
event-price_unpaid-detail = 商品將原樣退還給你。
event-returned = 已回到你手中
event-returned-detail = 願它長久為你所用。

step-answer_offer = 接受或拒絕我們的方案
step-answer_offer-detail = 在你決定之前不會有任何變動。
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
action-repair-cancel = 取消維修
action-accept_offer = 接受
action-decline_offer = 拒絕
action-escalate = 請上一級決定
action-reopen = 還沒有解決

receipt-case_opened = 你提出了什麼、何時提出
receipt-clock_promised = 我們承諾的時限
receipt-offer_accepted = 我們的約定
receipt-refund_promised = 我們承諾支付的金額
receipt-withdrawal_acknowledged = 你已撤回契約
receipt-goodwill_granted = 因未兌現承諾給你的補償
receipt-cancelled = 你已放棄此服務
statement-case_opened = { $number }，訂單 { $order }：你提出了以下要求。{ $words }
statement-clock_promised = { $number }，訂單 { $order }：我們承諾按時完成：{ $words }
statement-offer_accepted = { $number }，訂單 { $order }：你接受了我們的方案。{ $words }
statement-refund_promised = { $number }，訂單 { $order }：我們同意了你的要求。
statement-withdrawal_acknowledged = { $number }，訂單 { $order }：你的撤回聲明已收到。{ $words }
statement-goodwill_granted = { $number }，訂單 { $order }：我們沒有兌現時限承諾，特此補償。
statement-cancelled = { $number }，訂單 { $order }：你放棄了此服務。
promise-amount-due = 我們承諾在 { $due } 之前支付 { $amount }。
promise-amount = 我們承諾支付 { $amount }。
promise-due = 我們承諾在 { $due } 之前完成。

problem-offer_closed = 這個方案已失效。請查看最新狀態。
problem-conversation_closed = 這個對話不再接收訊息。請用其他方式聯絡我們。
problem-mode_unavailable = 這件商品不能這樣維修。請選擇其他方式。
problem-booking_required = 請先選擇時間。
problem-photo_required = 請附上照片，讓我們看清發生了什麼。

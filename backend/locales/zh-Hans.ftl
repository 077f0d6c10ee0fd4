# 简体中文

shop-name = 原野 · 户外与家居
contact-chat = 在线客服
contact-phone = 400 800 1234
contact-email = care@yuanye.example
hours-chat = 每天 09:00–21:00
hours-phone = 周一至周五 09:00–18:00
hours-email = 一天内回复

tier-silver = 银卡
tier-gold = 金卡
benefit-free_return = 任何原因退货均免运费
benefit-longer_window = 退货期延长 { $days } 天

currency-CNY = ¥{ $number }
currency-TWD = NT${ $number }
currency-USD = US${ $number }
currency-EUR = €{ $number }
currency-JPY = JP¥{ $number }

payment-visa = Visa ··{ $hint }
payment-mastercard = 万事达卡 ··{ $hint }
payment-wechat_pay = 微信支付
payment-alipay = 支付宝
payment-line_pay = LINE Pay
payment-paypal = PayPal
payment-jcb = JCB ··{ $hint }
payment-unionpay = 银联 ··{ $hint }

order-processing = 备货中
order-partly_shipped = 部分发货
order-shipped = 运输中
order-delivered = 已签收
order-cancelled = 已取消

policy-return_window = 签收后 { $days } 天内可退货
policy-no_reason_window = 签收后 { $days } 天内无理由退货
policy-final_sale = 礼品卡及标注商品售出不退
policy-not_covered = 贴身衣物签收后不支持退货

adjustment-return = 商品已退回
adjustment-refund = 已退款至{ $destination }
adjustment-cancellation = 订单已取消
adjustment-price_adjustment = 价格调整

ineligible-not_fulfilled = 签收后即可申请退货。
ineligible-already_returned = 这件商品已经退过了。
ineligible-already_requested = 这件商品的退货正在处理中。
ineligible-window_expired = 已超过退货期限。
ineligible-final_sale = 这件商品售出后不支持退货。
ineligible-not_covered = 出于卫生考虑，签收后不支持退货。
ineligible-order_cancelled = 订单已取消，没有可退的商品。

reason-changed_mind = 不想要了
reason-fit = 尺码不合适
reason-too_small = 偏小
reason-too_large = 偏大
reason-style = 不喜欢款式或颜色
reason-faulty = 商品有问题
reason-does_not_work = 无法正常使用
reason-broken_on_arrival = 收到时已损坏
reason-poor_quality = 质量不好
reason-not_what_i_ordered = 与订购的不符
reason-wrong_item = 发错商品
reason-missing_parts = 缺少配件
reason-not_as_described = 与描述不符
reason-arrived_late = 送达太晚
reason-better_price = 找到更优惠的价格
reason-works_sometimes = 时好时坏
reason-part_broken = 有部件损坏或脱落
reason-leaks = 漏水
reason-worn = 磨损
reason-something_else = 其他问题
reason-other = 其他原因

method-drop_off_labelless = 到点寄回，无需包装
method-drop_off_labelless-detail = 直接带上商品，出示二维码，由网点为您打包。
method-drop_off_label = 自行打包，贴单寄回
method-drop_off_label-detail = 打包好，贴上面单，交到网点即可。
method-pickup = 上门取件
method-pickup-detail = 快递员上门取件，并带好面单。
fee-free = 免费
fee-deducted = 从退款中扣除 { $amount }

resolution-refund = 退款

part-items = 商品
part-return_fee = 退货运费
part-inspection_fee = 检测费

speed-on_receipt = 网点扫码当天
speed-after_inspection = 检测完成后

case-approved = 已受理
case-in_transit = 退回途中
case-refunded = 已退款
case-cancelled = 已撤销
case-expired = 已关闭

step-drop_off_labelless = 到任一网点出示此二维码
step-drop_off_labelless-detail = 无需包装和面单，网点会为您打包。
step-drop_off_label = 贴好面单，交到网点
step-drop_off_label-detail = 可打印面单，也可在手机上出示。
step-pickup = 请备好包裹，等待快递员上门
step-pickup-detail = 快递员会带好面单并扫码。

event-case_opened = 退货已受理
event-case_opened-detail = 我们已登记您要退回的商品。
event-cancelled = 退货已撤销
event-cancelled-detail = 商品归您保留，无需其他操作。
event-shipped = 已寄出
event-shipped-detail = 您已告知包裹正在路上。
event-received = 已收到
event-received-detail = 包裹已到达我们的退货中心。
event-refunded = 已退款
event-refunded-detail = 款项正在退回给您。
event-expired = 退货已关闭
event-expired-detail = 我们未按时收到包裹。在退货期内您可以重新申请。

upcoming-drop_off = 到网点寄回
upcoming-drop_off-detail = 请保留寄件凭证，直到收到退款。
upcoming-hand_over = 交给快递员
upcoming-hand_over-detail = 请保留寄件凭证，直到收到退款。
upcoming-received = 我们收到包裹
upcoming-received-detail = 扫码入库后会通知您。
upcoming-refund = 退款
upcoming-refund-detail = 退至{ $destination }

action-cancel = 撤销退货
action-confirm_shipped = 我已寄出

tracking-pending = 等待快递揽收
tracking-info_received = 快递已接单
tracking-in_transit = 运输中
tracking-out_for_delivery = 派送中
tracking-available_for_pickup = 待取件
tracking-attempt_fail = 派送未成功
tracking-delivered = 已签收
tracking-exception = 运输受阻
tracking-expired = 暂无物流更新

carrier-sf_express = 顺丰速运
carrier-jd_logistics = 京东物流
carrier-t_cat = 黑猫宅急便
carrier-usps = 美国邮政 USPS
carrier-ups = UPS
carrier-dhl = DHL
carrier-yamato = 大和运输

checkpoint-announced = 快递公司已收到包裹信息
checkpoint-picked_up = 已揽收
checkpoint-departed = 已离开转运中心
checkpoint-arrived = 已到达转运中心
checkpoint-flight_departed = 航班已起飞
checkpoint-customs = 海关查验中
checkpoint-customs_cleared = 海关已放行
checkpoint-out_for_delivery = 派送中
checkpoint-attempt_fail = 家中无人，快递员将再次派送
checkpoint-front_desk = 已放前台
checkpoint-door = 已送达本人
checkpoint-locker = 已从快递柜取出
checkpoint-awaiting_pickup = 已放入快递柜，请及时取件

place-hangzhou = 杭州
place-shanghai = 上海
place-shenzhen = 深圳
place-beijing = 北京
place-chengdu = 成都
place-taipei = 台北
place-taoyuan = 桃园
place-kaohsiung = 高雄
place-oakland = 奥克兰
place-san_francisco = 旧金山
place-new_york = 纽约
place-osaka = 大阪
place-tokyo = 东京
place-leipzig = 莱比锡
place-berlin = 柏林
place-paris = 巴黎

problem-malformed_json = 提交的内容无法识别，请刷新页面后重试。
problem-malformed_body = 提交的内容无法识别，请刷新页面后重试。
problem-invalid_query = 地址中有无效的内容，请返回后重试。
problem-invalid_cursor = 列表已更新，请从头查看。
problem-idempotency_key_required = 这次提交缺少防重复编号，请刷新页面后重试。
problem-idempotency_key_invalid = 这次提交的防重复编号无效，请刷新页面后重试。
problem-idempotency_key_reused = 这次提交与之前的内容不同，请先查看您的退货记录再试。
problem-unauthorized = 请先查询您的订单。
problem-session_expired = 为保护您的订单，本次访问已超时，请重新查询订单。
problem-lookup_failed = 没有找到与这些信息相符的订单，请核对订单号和填写的信息。
problem-not_found = 没有找到该内容，可能已被移除，或链接不完整。
problem-method_not_allowed = 这里无法进行此操作，请返回后重试。
problem-precondition_failed = 状态刚刚有变化，请查看最新状态后重试。
problem-precondition_required = 需要先确认您看到的状态，请刷新后重试。
problem-request_timeout = 提交用时过长，请检查网络后重试。
problem-payload_too_large = 一次提交的内容过多，请精简后重试。
problem-invalid_request = 有内容缺失或填写有误，请检查后重试。
problem-too_many_requests = 尝试次数过多，请稍后再试。
problem-busy = 当前请求较多，请稍后再试。
problem-internal = 我们这边出了点问题，您填写的内容不会丢失，请重试。
problem-not_fulfilled = 签收后即可申请退货。
problem-already_returned = 这件商品已经退过了。
problem-already_requested = 这件商品的退货正在处理中，可在订单中查看。
problem-window_expired = 已超过退货期限。
problem-final_sale = 这件商品售出后不支持退货。
problem-not_covered = 出于卫生考虑，签收后不支持退货。
problem-order_cancelled = 订单已取消，没有可退的商品。
problem-quantity_too_large = 超过可退数量，请减少件数。
problem-type_unavailable = 这里不能提交这种申请，请查看订单可用的选项。
problem-duplicate_line = 有一件商品重复了，请每件只选一次。
problem-reason_required = 请告诉我们退货的原因。
problem-reason_unknown = 请从列表中选择一个原因。
problem-note_required = 请简单说明发生了什么。
problem-method_unavailable = 暂不支持这种寄回方式，请选择其他方式。
problem-resolution_unavailable = 这些商品暂不支持此方案，请选择退款。
problem-refund_changed = 退款金额有变化，请查看新的金额后再确认。
problem-quote_expired = 此报价已过期，请查看新的报价后再确认。
problem-quote_used = 此报价已使用，可在订单中查看退货。
problem-quote_mismatch = 此报价对应的是其他商品，请重新选择。
problem-action_not_allowed = 现在无法进行此操作，请查看退货的最新状态。

field-required = 此项必填。
field-invalid_type = 格式不正确。
field-unknown_value = 不在可选范围内。
field-exactly_one = 需要且只能填写其中一项。
field-empty = 请填写此项。
field-too_long = 内容过长。
field-out_of_range = 数值超出范围。
field-malformed = 格式不正确。
field-duplicate = 重复出现。
field-conflict = 不能同时提交。

# 文件、包裹、预约、产品保养、订阅。

problem-file_too_large = 文件太大，请换一个小一些的。
problem-upload_mismatch = 文件没有完整送达，或与其格式不符，请重新选择。
problem-upload_attached = 这个文件已经发送，无需再操作。
problem-upload_unknown = 有一个文件已失效，请重新添加。
problem-upload_incomplete = 有一个文件还没有传完，请稍候，或重新添加。
problem-too_many_files = 文件数量超出上限，请挑选最重要的几个。

problem-media_type_refused = 暂不支持这种文件，请发送照片、视频或 PDF。
problem-slot_unknown = 这个时间不能预约，请另选时间。
problem-slot_taken = 这个时间刚刚约满，请另选时间。
problem-booking_mismatch = 这个预约不属于当前事项，请重新选择时间。
problem-booking_used = 这个预约已用于一项申请，可在该申请中改期。
problem-booking_expired = 为您保留的时间已过期，请重新选择。
problem-channel_unavailable = 暂不支持这种通知方式，请换一种。
problem-address_required = 请填写接收通知的地址或号码。
problem-address_invalid = 这个地址或号码无法接收通知，请检查一下。
problem-too_many_subscriptions = 您订阅的通知已达上限，请先取消一个。

channel-email = 电子邮件
channel-sms = 短信
channel-webview = 应用内通知

slot-place-workshop = 杭州市文一西路 88 号维修中心

substatus-customs_hold = 海关查验中
substatus-address_problem = 地址无法识别
substatus-returned_to_sender = 正在退回商家
substatus-refused = 已拒收

checkpoint-returned_to_sender = 快件已退回
checkpoint-address_problem = 收件地址无法识别
checkpoint-delayed = 运输延误

plain-announced = 已通知承运商，包裹尚未交出。
plain-picked_up = 承运商已收到包裹
plain-departed = 正前往下一站
plain-arrived = 已到达途中一站
plain-flight_departed = 正在空运途中
plain-customs = 海关正在查验
plain-customs_cleared = 海关已放行
plain-out_for_delivery = 快递员正在派送
plain-attempt_fail = 派送时无人签收
plain-front_desk = 已放在前台
plain-door = 您已收到
plain-locker = 您已从自提柜取走
plain-awaiting_pickup = 可以去取件了
plain-returned_to_sender = 包裹正退回给我们
plain-address_problem = 承运商找不到收件地址
plain-delayed = 比预计要慢一些

delay-carrier = 承运商比预计需要更多时间。
delay-weather = 途中天气恶劣。
delay-volume = 包裹量比平时大。
delay-customs = 海关查验需要更多时间。

leg-road = 公路运输
leg-rail = 铁路运输
leg-air = 航空运输
leg-sea = 海运
leg-customs = 清关
leg-last_mile = 末端派送

alert-late = 包裹已超过预计送达时间
alert-late-detail = { $carrier }未按时送达。告诉我们，我们会催促或为您解决。
alert-late-action = 反馈延误
alert-stalled = 物流已多日没有更新
alert-stalled-detail = { $carrier }已超过三天没有扫描记录，包裹可能遗失，我们会查明。
alert-stalled-action = 请我们查找
alert-customs = 海关查验中
alert-customs-detail = 海关正在查验，如需您提供资料，{ $carrier }会说明。
alert-customs-action = 查看{ $carrier }的说明
alert-address = 收件地址无法识别
alert-address-detail = 请及时告诉我们正确地址，{ $carrier }会再次派送；否则包裹将退回。
alert-address-action = 提供正确地址
alert-attempt_failed = 派送时无人签收
alert-attempt_failed-detail = { $carrier }会再次派送，您可以选择时间或放置地点。
alert-attempt_failed-action = 安排派送
alert-ready_for_pickup = 可以取件了
alert-ready_for_pickup-detail = 请凭{ $carrier }发送的取件码取件，逾期将退回。
alert-ready_for_pickup-action = 查看取件地点
alert-returned_to_sender = 包裹正退回给我们
alert-returned_to_sender-detail = { $carrier }未能送达。请告诉我们是重新寄送还是退款。
alert-returned_to_sender-action = 选择处理方式

cover-statutory = 法定保障
cover-statutory-detail = 交付时已存在的缺陷，即使后来才显现，由我们免费维修或更换。
cover-manufacturer = 厂家质保
cover-manufacturer-detail = 材料与工艺缺陷，不含正常磨损与意外损坏。
cover-extended = 延长保修
cover-extended-detail = 在延长期内享受与厂家质保相同的保障，另含一次意外损坏。

mode-mail_in = 寄修
mode-mail_in-detail = 我们提供寄件码，修好后寄回。
mode-drop_off = 送修
mode-drop_off-detail = 选择到店时间，小修可立等可取。
mode-on_site = 上门维修
mode-on_site-detail = 选择上门时间，我们会带上常用配件。
mode-remote = 远程指导
mode-remote-detail = 我们与您视频查看，并寄出所需配件。

care-manual = 使用说明书：{ $product }

tip-battery = 延长电池寿命
tip-battery-detail = 锂电池怕热，也怕长期满电。
tip-battery-step1 = 日常使用时电量保持在 20% 至 80%。
tip-battery-step2 = 避免暴晒和高温车内。
tip-battery-step3 = 长期不用时保持半电存放。
tip-dust = 安全清洁
tip-dust-detail = 断电后用干的超细纤维布擦拭，有色部件请勿使用酒精。
tip-stoneware = 陶器与温度
tip-stoneware-detail = 可用洗碗机和微波炉，但请勿从冰箱取出后直接进热烤箱。
tip-dry_storage = 收纳前先晾干
tip-dry_storage-detail = 潮湿收纳两天内就会发霉，请先晾干。
tip-shoes = 雨天走路之后
tip-shoes-detail = 取出鞋垫，塞纸，室温晾干；高温会让鞋底开胶。
tip-wool = 羊毛多通风、少水洗
tip-wool-detail = 晾一夜即可去味。少洗，用冷水和羊毛洗涤剂，平铺晾干。
tip-seasoning = 养锅
tip-seasoning-detail = 铸铁锅靠一层薄薄的油膜防粘。
tip-seasoning-step1 = 用热水冲洗，不用洗洁精，在灶上烘干。
tip-seasoning-step2 = 抹上几滴油。
tip-seasoning-step3 = 每月一次，倒扣放入 220 °C 烤箱一小时。
tip-membrane = 保持夹克防水
tip-membrane-detail = 30 °C 清洗，勿用柔顺剂，再低温烘二十分钟，热量可恢复防泼水层。

letter-shipment = 订单 { $order }：{ $status }
letter-shipment-detail = 您的{ $carrier }包裹：{ $status }。您因订阅该包裹通知而收到此消息。
letter-case = { $number }：{ $status }
letter-case-detail = { $number } 有新进展：{ $status }。您因订阅而收到此消息。
letter-consent = 是否接收{ $shop }的通知？
letter-consent-detail = 有人请{ $shop }把包裹或申请的进展发到这里。如同意，请打开 { $url }。若非本人操作，请忽略，我们不会再发送。

consent-ask = 是否把进展发到这里？
consent-agree = 同意接收
consent-done = 已确认，有进展时会通知您。

# 进入：验证码、令牌、链接。

problem-merchant_token_invalid = 未能确认您在商店的登录，请刷新商店页面。
problem-link_invalid = 此链接已失效，请查询您的订单，或向我们索取新的链接。
problem-challenge_failed = 验证码不正确，请核对后重试。
problem-challenge_expired = 此验证码已失效，请重新查询订单以获取新的验证码。

letter-code = 您的验证码
letter-code-detail = { $code } 是您在{ $shop }的验证码，10 分钟内有效。如非本人操作，请忽略此消息。

# 调查。

survey-delivered = 您有多大可能把我们推荐给朋友？
survey-return = 这次退货方便吗？
survey-exchange = 这次换货方便吗？
survey-withdrawal = 这次撤回合同方便吗？
survey-price_protection = 这次退还差价方便吗？
survey-repair = 您对这次维修满意吗？
survey-complaint = 您对我们处理投诉的方式满意吗？
survey-comment = 我们还可以在哪里做得更好？
scale-csat-min = 非常不满意
scale-csat-max = 非常满意
scale-ces-min = 非常困难
scale-ces-max = 非常方便
scale-nps-min = 完全不可能
scale-nps-max = 非常可能
reward-points = { $points } 积分

problem-survey_closed = 这个问题已经回答过或已结束，谢谢您。
problem-score_out_of_range = 请在评分范围内选择。

# 评价。

review-published = 已发布
dimension-product = 商品
dimension-description = 与描述相符
dimension-logistics = 物流
dimension-service_attitude = 服务态度
dimension-response_speed = 响应速度
dimension-resolution = 处理结果
question-fit = 尺码合适吗？
answer-runs_small = 偏小
answer-true_to_size = 正合适
answer-runs_large = 偏大
question-improve = 我们哪里需要改进？
reviewed-return = 您的退货 { $number }
reviewed-exchange = 您的换货 { $number }
reviewed-withdrawal = 您的合同撤回 { $number }
reviewed-price_protection = 您的价格保护 { $number }
reviewed-repair = 您的维修 { $number }
reviewed-complaint = 您的投诉 { $number }

problem-already_reviewed = 您已评价过，可以修改原来的评价。
problem-review_closed = 评价时间已过，仍然感谢您。
problem-reviewable_mismatch = 这条评价针对的是其他内容，请重新撰写。
problem-dimension_unknown = 其中一项评分不适用，请刷新页面后重试。
problem-answer_unknown = 其中一项回答不适用，请刷新页面后重试。
problem-follow_up_refused = 评价发布一周至六个月内，可以追评一次。

# 投诉、维修、方案、消息、凭证。名称里带有服务类型的句子只用于该类型。

staff-zhou = 周敏
staff-lindberg = Eva Lindberg
staff-tsai = 蔡雅婷
desk-role = 客户服务
desk-sentence-space = { "" }
desk-rung-time = { $days } 天内
desk-not-covered = 不在保修范围内：动手之前会先给您报价。
desk-complain = 有问题？告诉我们
irreparable-not_fulfilled = 签收后即可申请维修。
irreparable-already_returned = 这件商品您已退回。
desk-repair-price = 维修费
author-customer = 您
author-system = 自动通知
rung-agent = 受理您的服务的同事
rung-supervisor = 一位未经手此事的主管
rung-ombudsman = 独立于客服的监督员

clock-first_answer = 首次答复
clock-resolution = 解决方案
clock-decision = 上一级的决定
clock-repair = 修好并寄回
consequence-escalate = 逾期将自动转交上一级。
consequence-credit = 逾期将补偿您 { $amount } 购物金。

complaint-late_parcel = 包裹迟迟未到
complaint-parcel_lost = 包裹可能丢失了
complaint-not_received = 显示已签收，但我没有收到
complaint-damaged = 收到时已损坏
complaint-defect = 不能用或坏了
complaint-wrong_or_missing = 发错或少件
complaint-differs_from_description = 与描述不符
complaint-refund_missing = 退款没有到账
complaint-service = 服务态度
complaint-something_else = 其他问题

settlement-refund = 退款
settlement-partial_refund = 退还部分货款，商品留下
settlement-store_credit = 购物金
settlement-replacement = 换一件新的
settlement-repair = 维修
settlement-apology = 道歉
gift-store_credit = 未兑现承诺的购物金补偿
part-settlement = 协商金额
speed-agreed = 达成一致之后

case-in_review = 处理中
case-answered = 已答复
case-escalated = 已转上一级
case-reopened = 重新处理中
case-offer_made = 我们给出了方案
case-offer_declined = 正在另寻方案
case-offer_expired = 正在另寻方案
case-agreed = 已达成一致
case-refund_promised = 已同意退款
case-settled = 已解决
case-refused = 未予支持
case-resolved = 已结束
case-complaint-cancelled = 已撤回
case-complaint-rejected = 未予支持
case-repair-cancelled = 已取消
case-repair-rejected = 未予支持
case-awaiting_item = 等待商品
case-appointment_booked = 已预约
case-repair-in_transit = 正在寄给我们
case-repair-received = 已收到
case-diagnosing = 检测中
case-payment_due = 等待您付款
case-repairing = 维修中
case-returning_unrepaired = 未维修，正在退还
case-repair-settled = 已修好

event-complaint-case_opened = 投诉已受理
event-complaint-case_opened-detail = 已有专人负责，并会跟到底。
event-complaint-cancelled = 投诉已撤回
event-complaint-cancelled-detail = 无需再做什么，随时可以再联系我们。
event-complaint-refunded = 已退款
event-complaint-refunded-detail = 款项正在退还给您。
event-complaint-rejected = 未予支持
event-complaint-rejected-detail = 此事已结束。法律可能赋予您其他权利。
event-repair-case_opened = 维修申请已受理
event-repair-case_opened-detail = 已有专人负责，并会跟到底。
event-repair-cancelled = 维修已取消
event-repair-cancelled-detail = 无需再做什么。
event-repair-shipped = 已寄出
event-repair-shipped-detail = 您告诉我们包裹已在路上。
event-repair-received = 已收到
event-repair-received-detail = 接下来我们会检测。
event-repair-expired = 维修已关闭
event-repair-expired-detail = 我们没有按时收到商品。您可以重新申请维修。
event-repair-rejected = 未予支持
event-repair-rejected-detail = 此事已结束。法律可能赋予您其他权利。
event-answered = 首次答复
event-answered-detail = 请在消息中查看。
event-offer_made = 我们给出了方案
event-offer_made-detail = 请在有效期内接受或拒绝。
event-offer_accepted = 您接受了方案
event-offer_accepted-detail = 约定的内容见凭证。
event-offer_declined = 您拒绝了方案
event-offer_declined-detail = 我们会另寻方案。
event-offer_expired = 方案已失效
event-offer_expired-detail = 未在有效期内答复。
event-clock_breached = { $clock ->
    [first_answer] 我们没有按时答复
    [resolution] 我们没有按时给出解决方案
    [repair] 我们没有按时修好
   *[other] 我们没有按时作出决定
}
event-clock_breached-detail = 我们为此承诺的事已自动执行。
event-credit_granted = 补偿 { $amount } 购物金
event-credit_granted-detail = 因为我们没有兑现承诺。
event-escalated = { $rung ->
    [supervisor] 已转交主管
    [ombudsman] 已转交监督员
   *[other] 已转交上一级
}
event-escalated-detail = 现在由未经手此事的人决定，受理您的同事会继续跟进。
event-settled = 已解决
event-settled-detail = 如果没有解决，请在期限内要求重新处理。
event-refused = 未予支持
event-refused-detail = 您可以要求上一级重新决定。
event-reopened = 重新处理
event-reopened-detail = 我们会再看一次。
event-resolved = 已结束
event-resolved-detail = 期限内没有异议。
event-rescheduled = 已改约
event-rescheduled-detail = 原来的时间已释放。
event-diagnosing = 检测中
event-diagnosing-detail = 我们会查明问题以及由谁承担费用。
event-repairing = 维修中
event-repairing-detail = 寄回时会告诉您。
event-price_paid = 已付款
event-price_paid-detail = 维修开始。
event-price_unpaid = 未按时付款
event-price_unpaid-detail = 商品将原样退还给您。
event-returned = 已回到您手中
event-returned-detail = 愿它长久为您所用。

step-answer_offer = 接受或拒绝我们的方案
step-answer_offer-detail = 在您决定之前不会有任何变动。
step-say_if_not_solved = 如果没有解决，请告诉我们
step-say_if_not_solved-detail = 否则无需操作，到期自动结束。
step-escalate_if_you_disagree = 不同意可以请上一级决定
step-escalate_if_you_disagree-detail = 由未经手此事的人重新决定。
step-pay = 支付维修费
step-pay-detail = 到账后立即开始维修。
step-drop_off = 贴好面单寄出包裹
step-drop_off-detail = 请包装稳妥，贴上面单，并保留收据。
step-bring_in = 送到维修点
step-bring_in-detail = 请带上配件，无需包装盒。
step-be_there = 请按预约时间在场
step-be_there-detail = 大约需要一小时。

upcoming-first_answer = 首次答复
upcoming-first_answer-detail = 最晚在此之前答复。
upcoming-resolution = 解决方案
upcoming-resolution-detail = 最晚在此之前给出。
upcoming-decision = 上一级的决定
upcoming-decision-detail = 最晚在此之前作出。
upcoming-repair = 修好并寄回
upcoming-repair-detail = 最晚在此之前。
upcoming-payout = 退款
upcoming-payout-detail = 最晚在此之前支付。
upcoming-closed = 服务结束
upcoming-closed-detail = 在此之前可以要求重新处理。

action-complaint-cancel = 撤回投诉
action-repair-reschedule = 更改预约时间
action-repair-cancel = 取消维修
action-accept_offer = 接受
action-decline_offer = 拒绝
action-escalate = 请上一级决定
action-reopen = 还没有解决

receipt-case_opened = 您提出了什么、何时提出
receipt-clock_promised = 我们承诺的时限
receipt-offer_accepted = 我们的约定
receipt-refund_promised = 我们承诺支付的金额
receipt-withdrawal_acknowledged = 您已撤回合同
receipt-goodwill_granted = 因未兑现承诺给您的补偿
receipt-cancelled = 您已放弃此服务
statement-case_opened = { $number }，订单 { $order }：您提出了以下要求。{ $words }
statement-clock_promised = { $number }，订单 { $order }：我们承诺按时完成：{ $words }
statement-offer_accepted = { $number }，订单 { $order }：您接受了我们的方案。{ $words }
statement-refund_promised = { $number }，订单 { $order }：我们同意了您的要求。
statement-withdrawal_acknowledged = { $number }，订单 { $order }：您的撤回声明已收到。{ $words }
statement-goodwill_granted = { $number }，订单 { $order }：我们没有兑现时限承诺，特此补偿。
statement-cancelled = { $number }，订单 { $order }：您放弃了此服务。
promise-amount-due = 我们承诺在 { $due } 之前支付 { $amount }。
promise-amount = 我们承诺支付 { $amount }。
promise-due = 我们承诺在 { $due } 之前完成。

problem-offer_closed = 这个方案已失效。请查看最新状态。
problem-messages_not_taken = 这里不接收消息。请用其他方式联系我们。
problem-case_closed = 此服务已结束，不再接收消息。请用其他方式联系我们。
problem-too_many_messages = 这个对话不再接收消息。请用其他方式联系我们。
problem-mode_unavailable = 这件商品不能这样维修。请选择其他方式。
problem-photo_required = 请附上照片，让我们看清发生了什么。

# Returns with choices, exchanges, withdrawals, price protection.

tier-platinum = 铂金会员
payment-store_credit = 购物金
resolution-refund-detail = 原路退回。
resolution-store_credit = 购物金
resolution-store_credit-detail = 比退款更多，永久有效。
resolution-exchange = 换货
resolution-exchange-detail = 换尺码或颜色，马上为您留货。
resolution-price_adjustment = 退差价
part-bonus = 选择购物金的赠额
part-replacement = 换取的商品
part-price_drop = 差价
speed-instant = 立即到账
speed-after_cancellation = 拦截包裹后立即退款
instant-condition = 退款先到账。如果到期仍未寄出，我们会原路收回这笔钱。
fee-customer_pays = 约 { $amount }，付给快递公司
method-in_store = 到店退
method-in_store-detail = 原样带来，在柜台出示退货码即可。
method-self_ship = 自行寄回
method-self_ship-detail = 快递自选，运费由您付给快递公司，退款不扣费。
method-keep_item = 不用退回
method-keep_item-detail = 无需寄回，可送人或回收。
step-in_store = 在柜台出示此码
step-in_store-detail = 无需包装和面单。
step-self_ship = 把包裹寄到我们的退货中心
step-self_ship-detail = 请贴上面单，方便我们核对。
step-ready_for_pickup = 取走您的包裹
step-attempt_failed = 约定派送时间
step-address = 告诉我们正确的地址

case-under_review = 审核中
case-withdrawn = 已收到撤回
case-received = 已收货
case-inspecting = 检验中
case-credited = 购物金已发放
case-exchanged = 换货完成
case-replacement_shipped = 新商品已发出
case-price_adjusted = 差价已退
case-rejected = 未通过

event-case_submitted = 已申请退货
event-case_submitted-detail = 我们先看您的照片，通常一天内答复。在此之前请先保留商品。
event-approved = 已通过
event-approved-detail = 照片已核实，可以进行下一步。
event-rejected = 未通过
event-rejected-detail = { $note }
event-method_changed = 已更改退回方式
event-method_changed-detail = 下方已更新。
event-inspected = 检验完成
event-inspected-detail = 商品与描述一致。
event-inspected_partly = 检验完成
event-inspected_partly-detail = 有部分商品无法退回，变动列在退款明细里。
event-inspected_refused = 检验完成
event-inspected_refused-detail = 商品无法退回，我们会寄还给您。
event-credited = 购物金已发放
event-credited-detail = 现在就可以使用。
event-price_adjusted = 差价已退
event-price_adjusted-detail = 款项正在退给您。
event-completed = 已完成
event-completed-detail = 商品已全部收到，退款此前已到账。
event-clawed_back = 退款已收回
event-clawed_back-detail = 商品由您保留，款项已原路收回。
event-difference_paid = 差价已付
event-difference_paid-detail = 谢谢，无需再付款。
event-difference_refunded = 差价已退
event-difference_refunded-detail = 款项正在退给您。
event-replacement_shipped = 新商品已发出
event-replacement_shipped-detail = 可以查看物流。
event-replacement_delivered = 新商品已送达
event-replacement_delivered-detail = 希望这次正合适。
event-replacement_sold_out = 已售罄
event-replacement_sold_out-detail = 很抱歉，您选的商品没有货了，改为退款给您。
event-exchange-case_opened = 换货已受理
event-exchange-case_opened-detail = 您选的商品已为您留货。
event-exchange-cancelled = 换货已取消
event-exchange-expired = 换货已关闭
event-exchange-expired-detail = 未在期限内收到包裹，预留的商品已释放。
event-withdrawal-case_opened = 已收到撤回
event-withdrawal-case_opened-detail = 确认函会发到您的邮箱。
event-price_protection-case_opened = 已申请退差价
event-price_protection-case_opened-detail = 商品降价了，差价退给您。

upcoming-ship = 寄出包裹
upcoming-ship-detail = 收到退款前请保留凭证。
upcoming-approval = 审核照片
upcoming-approval-detail = 通常一天内完成。
upcoming-inspection = 检验商品
upcoming-inspection-detail = 完成后通知您。
upcoming-credit = 购物金
upcoming-credit-detail = 下次购物可用
upcoming-replacement = 寄出您选的商品
upcoming-replacement-detail = 收到您寄回的商品后立即发出。
upcoming-replacement_arrives = 您选的商品送达
upcoming-replacement_arrives-detail = 可以查看物流。

action-change_method = 更改退回方式
action-reschedule = 改上门时间
action-exchange-cancel = 取消换货

adjustment-credit = 购物金已发放
adjustment-clawback = 退款已收回
adjustment-method_fee = 更改退回方式
adjustment-not_accepted = 未接受的商品
adjustment-payment = 已付差价
replacement-reserved = 已为您留货
replacement-shipped = 运输中
replacement-delivered = 已送达
replacement-sold_out = 已售罄
payment_due-difference = 待付差价
payment_due-paid = 已付
decision-accepted = 已接受
decision-refused = 未接受

withdrawal-enter = 在此撤回合同
withdrawal-confirm = 确认撤回
withdrawal-declaration = 本人特此撤回购买下列商品的合同：{ $goods }。订单 { $order }，下单日期 { $date }。
withdrawal-subject = { $shop }：已收到您的撤回
withdrawal-document = { $shop }已收到您的撤回。

    收到时间：{ $received }
    订单：{ $order }
    姓名：{ $name }
    邮箱：{ $email }

    您的声明：
    { $text }

    自该日起 14 天内，我们会按原付款方式退还您为这些商品支付的全部款项；在收到商品或您出示寄出凭证之前，我们可以暂缓退款。请在 14 天内寄回商品，并保留此函。

store-hangzhou_lakeside = 杭州湖滨店
store-hangzhou_lakeside-address = 杭州市上城区湖滨路 28 号
store-hangzhou_lakeside-hours = 每天 10:00–22:00
store-shanghai_anfu = 上海安福路店
store-shanghai_anfu-address = 上海市徐汇区安福路 322 号
store-shanghai_anfu-hours = 每天 10:00–21:00
store-san_francisco_valencia = 旧金山瓦伦西亚街店
store-san_francisco_valencia-address = 890 Valencia Street, San Francisco, CA 94110
store-san_francisco_valencia-hours = 周二至周日 11:00–19:00

ineligible-sold_out = 其他尺码和颜色都已售罄。
ineligible-withdrawal_over = 撤回期已过。
ineligible-no_withdrawal = 撤回权只适用于消费者。
ineligible-no_price_drop = 现价不低于您的购买价。
ineligible-already_claimed = 这件商品的差价已经退过。
ineligible-price_window_over = 价格保护期已过。
problem-sold_out = 其他尺码和颜色都已售罄。
problem-withdrawal_over = 撤回期已过。
problem-no_withdrawal = 撤回权只适用于消费者。
problem-no_price_drop = 现价不低于您的购买价。
problem-already_claimed = 这件商品的差价已经退过。
problem-price_window_over = 价格保护期已过。
problem-slot_required = 请选择快递员上门的时间。
problem-variant_required = 请选择想换成哪一款。
problem-variant_unknown = 这一款已不在可选范围，请重新选择。
problem-variant_sold_out = 手慢了一步，这一款刚刚售罄，请选择其他款。
problem-video_required = 请添加一段短视频。
problem-serial_required = 请填写序列号。
problem-payment_due = 差价尚未支付。

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

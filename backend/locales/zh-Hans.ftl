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

problem-media_type_unsupported = 暂不支持这种文件，请发送照片、视频或 PDF。
problem-file_too_large = 文件太大，请换一个小一些的。
problem-upload_mismatch = 文件没有完整送达，或与其格式不符，请重新选择。
problem-upload_attached = 这个文件已经发送，无需再操作。
problem-upload_unknown = 有一个文件已失效，请重新添加。
problem-upload_incomplete = 有一个文件还没有传完，请稍候，或重新添加。
problem-too_many_files = 文件数量超出上限，请挑选最重要的几个。

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

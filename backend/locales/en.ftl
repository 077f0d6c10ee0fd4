# English. Names with a code after the dash are looked up by the code.

shop-name = Yuanye Outdoor & Home
contact-chat = Chat with us
contact-phone = 400 800 1234
contact-email = care@yuanye.example
hours-chat = 09:00–21:00, every day
hours-phone = 09:00–18:00, Monday to Friday
hours-email = Answered within a day

tier-silver = Silver
tier-gold = Gold
benefit-free_return = Free returns, whatever the reason
benefit-longer_window = { $days } more days to return

currency-CNY = CN¥{ $number }
currency-TWD = NT${ $number }
currency-USD = US${ $number }
currency-EUR = €{ $number }
currency-JPY = ¥{ $number }

payment-visa = Visa ··{ $hint }
payment-mastercard = Mastercard ··{ $hint }
payment-wechat_pay = WeChat Pay
payment-alipay = Alipay
payment-line_pay = LINE Pay
payment-paypal = PayPal
payment-jcb = JCB ··{ $hint }
payment-unionpay = UnionPay ··{ $hint }

order-processing = Being prepared
order-partly_shipped = Partly shipped
order-shipped = On the way
order-delivered = Delivered
order-cancelled = Cancelled

policy-return_window = Return within { $days } days of delivery
policy-no_reason_window = No reason needed for { $days } days after delivery
policy-final_sale = Gift cards and marked items are final sale
policy-not_covered = Worn next to the skin: can't be returned once delivered

adjustment-return = Items returned
adjustment-refund = Refunded to { $destination }
adjustment-cancellation = Order cancelled
adjustment-price_adjustment = Price adjusted

ineligible-not_fulfilled = You can return this once it has been delivered.
ineligible-already_returned = You have already returned this.
ineligible-already_requested = A return is already open for this.
ineligible-window_expired = The time to return this has ended.
ineligible-final_sale = This was a final sale and can't be returned.
ineligible-not_covered = For hygiene reasons this can't be returned once it has been delivered.
ineligible-order_cancelled = This order was cancelled, so there is nothing to return.

reason-changed_mind = I changed my mind
reason-fit = It doesn't fit
reason-too_small = Too small
reason-too_large = Too large
reason-style = I don't like how it looks
reason-faulty = Something is wrong with it
reason-does_not_work = It doesn't work
reason-broken_on_arrival = It arrived damaged
reason-poor_quality = Poor quality
reason-not_what_i_ordered = It isn't what I ordered
reason-wrong_item = Wrong item
reason-missing_parts = Parts are missing
reason-not_as_described = Not as described
reason-arrived_late = It arrived too late
reason-better_price = I found a better price
reason-other = Another reason

method-drop_off_labelless = Drop off, no box
method-drop_off_labelless-detail = Bring it as it is and show the code. They pack it for you.
method-drop_off_label = Drop off with a label
method-drop_off_label-detail = Pack it, put the label on, and hand it in.
method-pickup = Pickup at your door
method-pickup-detail = A courier collects it and brings the label.
fee-free = Free
fee-deducted = { $amount } off your refund

resolution-refund = Refund

part-items = Items
part-return_fee = Return shipping
part-inspection_fee = Inspection

speed-on_receipt = The day we scan it
speed-after_inspection = After we have checked it

case-approved = Accepted
case-in_transit = On its way back
case-refunded = Refunded
case-cancelled = Cancelled
case-expired = Closed

step-drop_off_labelless = Show this code at any drop-off point
step-drop_off_labelless-detail = No box and no label needed. It is packed for you.
step-drop_off_label = Hand in the parcel with its label
step-drop_off_label-detail = Print the label or show it on your phone.
step-pickup = Have the parcel ready for the courier
step-pickup-detail = The courier brings the label and scans the code.

event-case_opened = Return accepted
event-case_opened-detail = We have put your items aside for return.
event-cancelled = Return cancelled
event-cancelled-detail = You keep your items. Nothing else to do.
event-shipped = Sent back
event-shipped-detail = You told us the parcel is on its way.
event-received = Received
event-received-detail = Your parcel reached our returns centre.
event-refunded = Refunded
event-refunded-detail = The money is on its way to you.
event-expired = Return closed
event-expired-detail = We didn't receive the parcel in time. You can open a new return while your return period lasts.

upcoming-drop_off = Drop it off
upcoming-drop_off-detail = Keep the receipt until you have your refund.
upcoming-hand_over = Hand it to the courier
upcoming-hand_over-detail = Keep the receipt until you have your refund.
upcoming-received = It reaches us
upcoming-received-detail = We let you know when we scan it.
upcoming-refund = Refund
upcoming-refund-detail = To { $destination }

action-cancel = Cancel the return
action-confirm_shipped = I have sent it

tracking-pending = Waiting for the carrier
tracking-info_received = Announced to the carrier
tracking-in_transit = On the way
tracking-out_for_delivery = Out for delivery
tracking-available_for_pickup = Ready to collect
tracking-attempt_fail = Delivery attempted
tracking-delivered = Delivered
tracking-exception = Held up
tracking-expired = No news from the carrier

carrier-sf_express = SF Express
carrier-jd_logistics = JD Logistics
carrier-t_cat = T-Cat
carrier-usps = USPS
carrier-ups = UPS
carrier-dhl = DHL
carrier-yamato = Yamato

checkpoint-announced = The carrier has the parcel's details
checkpoint-picked_up = Picked up
checkpoint-departed = Left the sorting centre
checkpoint-arrived = Arrived at the sorting centre
checkpoint-flight_departed = Left by air
checkpoint-customs = Being checked by customs
checkpoint-customs_cleared = Cleared customs
checkpoint-out_for_delivery = Out for delivery
checkpoint-attempt_fail = Nobody was there; the courier will come again
checkpoint-front_desk = Left with the front desk
checkpoint-door = Handed over at the door
checkpoint-locker = Collected from the parcel locker
checkpoint-awaiting_pickup = Waiting for you in the parcel locker

place-hangzhou = Hangzhou
place-shanghai = Shanghai
place-shenzhen = Shenzhen
place-beijing = Beijing
place-chengdu = Chengdu
place-taipei = Taipei
place-taoyuan = Taoyuan
place-kaohsiung = Kaohsiung
place-oakland = Oakland
place-san_francisco = San Francisco
place-new_york = New York
place-osaka = Osaka
place-tokyo = Tokyo
place-leipzig = Leipzig
place-berlin = Berlin
place-paris = Paris

problem-malformed_json = We couldn't read what was sent. Please reload the page and try again.
problem-malformed_body = We couldn't read what was sent. Please reload the page and try again.
problem-invalid_query = Part of this address isn't valid. Please go back and try again.
problem-invalid_cursor = This list has changed. Please start again from the top.
problem-idempotency_key_required = This request came without its safety number. Please reload the page and try again.
problem-idempotency_key_invalid = The safety number of this request isn't valid. Please reload the page and try again.
problem-idempotency_key_reused = This was already sent with other details. Please check your returns before you try again.
problem-unauthorized = Please look up your order to continue.
problem-session_expired = Your visit has timed out to keep your order safe. Please look up your order again.
problem-lookup_failed = We couldn't find an order with these details. Please check the number and what you entered beside it.
problem-not_found = We couldn't find this. It may have been removed, or the link is incomplete.
problem-method_not_allowed = This can't be done here. Please go back and try again.
problem-precondition_failed = Something changed in the meantime. Here is the latest state; please try again.
problem-precondition_required = We need to know which state you saw. Please reload and try again.
problem-request_timeout = That took too long to arrive. Please check your connection and try again.
problem-payload_too_large = That was too much at once. Please shorten it and try again.
problem-invalid_request = Something is missing or isn't filled in right. Please check and try again.
problem-too_many_requests = Too many tries. Please wait a little and try again.
problem-busy = We have a lot to do just now. Please try again in a moment.
problem-internal = Something went wrong on our side. Nothing you entered is lost; please try again.
problem-not_fulfilled = You can return this once it has been delivered.
problem-already_returned = You have already returned this.
problem-already_requested = A return is already open for this. You find it with your order.
problem-window_expired = The time to return this has ended.
problem-final_sale = This was a final sale and can't be returned.
problem-not_covered = For hygiene reasons this can't be returned once it has been delivered.
problem-order_cancelled = This order was cancelled, so there is nothing to return.
problem-quantity_too_large = That is more pieces than you can return. Please choose fewer.
problem-reason_required = Please tell us why you are sending it back.
problem-reason_unknown = Please choose one of the reasons in the list.
problem-note_required = Please describe in a few words what happened.
problem-method_unavailable = This way to send it back isn't offered. Please choose another.
problem-resolution_unavailable = This isn't offered for these items. Please choose a refund.
problem-refund_changed = The refund has changed since you saw it. Please look at the new amount and confirm again.
problem-quote_expired = This offer has ended. Please look at the new one and confirm again.
problem-quote_used = This offer was already used. You find the return with your order.
problem-quote_mismatch = This offer was for other items. Please choose again.
problem-action_not_allowed = This isn't possible any more. Please look at the latest state of your return.

field-required = This is needed.
field-invalid_type = This doesn't have the right form.
field-unknown_value = This isn't one of the possible values.
field-exactly_one = Exactly one of these is needed.
field-empty = Please fill this in.
field-too_long = This is too long.
field-out_of_range = This number is outside what is possible.
field-malformed = This doesn't have the right form.
field-duplicate = This is listed twice.
field-conflict = These can't be sent together.

# Files, parcels, appointments, product care, subscriptions.

problem-media_type_unsupported = We can't take files of this kind. Please send a photo, a video or a PDF.
problem-file_too_large = This file is too large. Please send a smaller one.
problem-upload_mismatch = The file didn't arrive whole, or isn't what it says it is. Please choose it again.
problem-upload_attached = This file has already been sent. Nothing else to do.
problem-upload_unknown = We no longer have one of the files. Please add it again.
problem-upload_incomplete = One of the files hasn't arrived yet. Please wait a moment or add it again.
problem-too_many_files = That is more files than we can take here. Please choose the most important ones.

# Getting in: codes, tokens, links.

problem-merchant_token_invalid = Your sign-in with the shop could not be confirmed. Please reload the shop's page.
problem-link_invalid = This link has ended. Please look up your order, or ask us for a new link.
problem-challenge_failed = This code isn't right. Please check it and try again.
problem-challenge_expired = This code no longer works. Please look up your order again to get a new one.

letter-code = Your code
letter-code-detail = { $code } is your code for { $shop }. It works for 10 minutes. If you didn't ask for it, you can ignore this message.

# Surveys.

survey-delivered = How likely are you to recommend us to a friend?
survey-return = How easy was it to return your items?
survey-exchange = How easy was it to exchange your items?
survey-withdrawal = How easy was it to withdraw from the contract?
survey-price_protection = How easy was it to get the price difference back?
survey-repair = How satisfied are you with the repair?
survey-complaint = How satisfied are you with how we handled your complaint?
survey-comment = What could we have done better?
scale-csat-min = Very dissatisfied
scale-csat-max = Very satisfied
scale-ces-min = Very difficult
scale-ces-max = Very easy
scale-nps-min = Not at all likely
scale-nps-max = Extremely likely
reward-points = { $points } points

problem-survey_closed = This question is already answered or has ended. Thank you.
problem-score_out_of_range = Please choose one of the scores on the scale.

# Reviews.

review-published = Published
dimension-product = Product
dimension-description = As described
dimension-logistics = Delivery
dimension-service_attitude = Friendliness
dimension-response_speed = Speed of answers
dimension-resolution = Solution
question-fit = How does it fit?
answer-runs_small = Runs small
answer-true_to_size = True to size
answer-runs_large = Runs large
question-improve = What should we do better?
reviewed-return = Your return { $number }
reviewed-exchange = Your exchange { $number }
reviewed-withdrawal = Your withdrawal { $number }
reviewed-price_protection = Your price adjustment { $number }
reviewed-repair = Your repair { $number }
reviewed-complaint = Your complaint { $number }

problem-already_reviewed = You have already reviewed this. You can change your review instead.
problem-review_closed = The time for this review is over. Thank you all the same.
problem-reviewable_mismatch = This review is about something else. Please write a new one.
problem-dimension_unknown = One of the ratings isn't asked for here. Please reload the page and try again.
problem-answer_unknown = One of the answers isn't possible here. Please reload the page and try again.
problem-follow_up_refused = You can add to a review once, from a week to six months after you wrote it.

# Complaints, repairs, offers, messages, receipts. A sentence with a type of case in its name is for that type only.

staff-zhou = Zhou Min
staff-lindberg = Eva Lindberg
staff-tsai = Tsai Ya-ting
desk-role = Customer care
desk-sentence-space = { " " }
desk-rung-time = within { $days } days
desk-not-covered = Not covered: you get an offer before anything is done.
desk-repair-price = Repair
author-customer = You
author-system = Automatic notice
rung-agent = The person who took your case
rung-supervisor = A supervisor who has not seen the case
rung-ombudsman = The ombudsman, independent of customer care

clock-first_answer = First answer
clock-resolution = Solution
clock-decision = Decision of the next level
clock-repair = Repaired and on its way back
consequence-escalate = If not, the next level takes over by itself.
consequence-credit = If not, you get { $amount } in store credit.

complaint-late_parcel = My parcel is late
complaint-parcel_lost = I think my parcel is lost
complaint-not_received = Marked as delivered, but I don't have it
complaint-damaged = It arrived damaged
complaint-defect = It doesn't work, or broke
complaint-wrong_or_missing = Something is wrong or missing
complaint-differs_from_description = It isn't what was described
complaint-refund_missing = My refund hasn't come
complaint-service = How I was treated
complaint-something_else = Something else

settlement-refund = Refund
settlement-partial_refund = Part of the price back, and you keep it
settlement-store_credit = Store credit
settlement-replacement = A new one
settlement-repair = Repair
gift-store_credit = Store credit for a promise we didn't keep
part-settlement = As agreed
speed-agreed = After we agreed

case-in_review = Being looked at
case-answered = Answered
case-escalated = With the next level
case-reopened = Taken up again
case-offer_made = We made you an offer
case-offer_declined = Looking for another solution
case-offer_expired = Looking for another solution
case-agreed = Agreed
case-refund_promised = Refund agreed
case-settled = Solved
case-refused = Not granted
case-resolved = Closed
case-complaint-cancelled = Withdrawn
case-complaint-rejected = Not granted
case-repair-cancelled = Cancelled
case-repair-rejected = Not granted
case-awaiting_item = Waiting for the item
case-appointment_booked = Appointment booked
case-repair-in_transit = On its way to us
case-repair-received = With us
case-diagnosing = Being examined
case-payment_due = Waiting for your payment
case-repairing = Being repaired
case-returning_unrepaired = On its way back unrepaired
case-repair-settled = Repaired

event-complaint-case_opened = Complaint received
event-complaint-case_opened-detail = Somebody has taken it and stays with it to the end.
event-complaint-cancelled = Complaint withdrawn
event-complaint-cancelled-detail = Nothing else to do. You can write to us again at any time.
event-complaint-refunded = Refund paid
event-complaint-refunded-detail = The money is on its way to you.
event-complaint-rejected = Not granted
event-complaint-rejected-detail = Your case is closed. The law may give you further rights.
event-repair-case_opened = Repair requested
event-repair-case_opened-detail = Somebody has taken it and stays with it to the end.
event-repair-cancelled = Repair cancelled
event-repair-cancelled-detail = Nothing else to do.
event-repair-shipped = Sent to us
event-repair-shipped-detail = You told us the parcel is on its way.
event-repair-received = With us
event-repair-received-detail = We look at it next.
event-repair-expired = Repair closed
event-repair-expired-detail = We didn't receive the item in time. You can ask for a new repair.
event-repair-rejected = Not granted
event-repair-rejected-detail = Your case is closed. The law may give you further rights.
event-answered = First answer
event-answered-detail = You find it among the messages.
event-offer_made = We made you an offer
event-offer_made-detail = Accept or decline it while it stands.
event-offer_accepted = Offer accepted
event-offer_accepted-detail = What was agreed is in your receipts.
event-offer_declined = Offer declined
event-offer_declined-detail = We look for another solution.
event-offer_expired = Offer ended
event-offer_expired-detail = It was not answered in time.
event-clock_breached = { $clock ->
    [first_answer] We didn't answer in time
    [resolution] We didn't find a solution in time
    [repair] We didn't repair it in time
   *[other] We didn't decide in time
}
event-clock_breached-detail = What we promised for that case has happened by itself.
event-credit_granted = { $amount } in store credit
event-credit_granted-detail = For the promise we didn't keep.
event-escalated = { $rung ->
    [supervisor] With a supervisor
    [ombudsman] With the ombudsman
   *[other] With the next level
}
event-escalated-detail = Somebody who has not seen the case decides now. The person who took it stays with you.
event-settled = Solved
event-settled-detail = If it isn't, take it up again while you can.
event-refused = Not granted
event-refused-detail = The next level can decide anew if you ask for it.
event-reopened = Taken up again
event-reopened-detail = We look at it once more.
event-resolved = Closed
event-resolved-detail = Nobody objected to the solution.
event-rescheduled = Appointment moved
event-rescheduled-detail = The earlier time is free again.
event-diagnosing = Being examined
event-diagnosing-detail = We find out what is wrong and who pays for it.
event-repairing = Being repaired
event-repairing-detail = We tell you when it is on its way back.
event-price_paid = Paid
event-price_paid-detail = The repair begins.
event-price_unpaid = Not paid in time
event-price_unpaid-detail = It comes back to you as it is.
event-returned = Back with you
event-returned-detail = We hope it serves you for a long time.

step-answer_offer = Accept or decline our offer
step-answer_offer-detail = Nothing happens before you decide.
step-say_if_not_solved = Tell us if it isn't solved
step-say_if_not_solved-detail = Otherwise there is nothing to do: the case closes by itself.
step-escalate_if_you_disagree = Ask the next level if you disagree
step-escalate_if_you_disagree-detail = Somebody who has not seen the case decides anew.
step-pay = Pay for the repair
step-pay-detail = We begin as soon as the payment is here.
step-drop_off = Hand in the parcel with its label
step-drop_off-detail = Pack it well, put the label on, and keep the receipt.
step-bring_in = Bring it to the workshop
step-bring_in-detail = With what belongs to it; no box needed.
step-be_there = Be there at the appointment
step-be_there-detail = It takes about an hour.

upcoming-first_answer = First answer
upcoming-first_answer-detail = By when somebody answers at the latest.
upcoming-resolution = Solution
upcoming-resolution-detail = By when we propose one at the latest.
upcoming-decision = Decision of the next level
upcoming-decision-detail = By when it is made at the latest.
upcoming-repair = Repaired and on its way back
upcoming-repair-detail = By when at the latest.
upcoming-payout = Refund
upcoming-payout-detail = By when it is paid at the latest.
upcoming-closed = The case closes
upcoming-closed-detail = Until then you can take it up again.

action-complaint-cancel = Withdraw the complaint
action-repair-cancel = Cancel the repair
action-accept_offer = Accept
action-decline_offer = Decline
action-escalate = Ask the next level
action-reopen = It isn't solved

receipt-case_opened = What you asked for, and when
receipt-clock_promised = By when we promised to act
receipt-offer_accepted = What we agreed on
receipt-refund_promised = What we promised to pay
receipt-withdrawal_acknowledged = That you withdrew from the contract
receipt-goodwill_granted = What you get for a promise we didn't keep
receipt-cancelled = That you gave it up
statement-case_opened = { $number }, order { $order }: you asked for the following. { $words }
statement-clock_promised = { $number }, order { $order }: we promised you this in time. { $words }
statement-offer_accepted = { $number }, order { $order }: you accepted our offer. { $words }
statement-refund_promised = { $number }, order { $order }: we accepted your request.
statement-withdrawal_acknowledged = { $number }, order { $order }: your withdrawal from the contract has arrived. { $words }
statement-goodwill_granted = { $number }, order { $order }: we didn't keep a promise of time and give you a credit.
statement-cancelled = { $number }, order { $order }: you gave the case up.
promise-amount-due = We promised { $amount } by { $due }.
promise-amount = We promised { $amount }.
promise-due = We promised it by { $due }.

problem-offer_closed = This offer no longer stands. Please look at the latest state of your case.
problem-conversation_closed = This conversation takes no more messages. Please reach us another way.
problem-mode_unavailable = This can't be repaired that way. Please choose another.
problem-booking_required = Please choose a time first.
problem-photo_required = Please add a photo, so that we can see what happened.

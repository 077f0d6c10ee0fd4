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
reason-works_sometimes = It works only now and then
reason-part_broken = Something broke or came off
reason-leaks = It leaks
reason-worn = It is worn
reason-something_else = Something else
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

step-drop_off_labelless = Show this code at any drop‑off point
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
problem-type_unavailable = This can't be asked for here. Please look at what is possible with your order.
problem-duplicate_line = One item is in there twice. Please choose each once.
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

problem-file_too_large = This file is too large. Please send a smaller one.
problem-upload_mismatch = The file didn't arrive whole, or isn't what it says it is. Please choose it again.
problem-upload_attached = This file has already been sent. Nothing else to do.
problem-upload_unknown = We no longer have one of the files. Please add it again.
problem-upload_incomplete = One of the files hasn't arrived yet. Please wait a moment or add it again.
problem-too_many_files = That is more files than we can take here. Please choose the most important ones.

problem-media_type_refused = We can't take files of this kind. Please send a photo, a video or a PDF.
problem-slot_unknown = This time can't be booked. Please choose another.
problem-slot_taken = Somebody was faster: this time is taken. Please choose another.
problem-booking_mismatch = This appointment was for something else. Please choose a time again.
problem-booking_used = This appointment belongs to a request already. You can move it there.
problem-booking_expired = We couldn't keep this time any longer. Please choose again.
problem-channel_unavailable = We can't send news this way. Please choose another.
problem-address_required = Please tell us where to send the news.
problem-address_invalid = This isn't an address we can write to. Please check it.
problem-too_many_subscriptions = You follow more than we can keep track of. Please end one of the others first.

channel-email = E-mail
channel-sms = Text message
channel-webview = In this app

slot-place-workshop = Workshop, 88 Wenyi West Road, Hangzhou

substatus-customs_hold = Held by customs
substatus-address_problem = Address not found
substatus-returned_to_sender = On its way back to us
substatus-refused = Not accepted at the door

checkpoint-returned_to_sender = Returned to sender
checkpoint-address_problem = Address could not be found
checkpoint-delayed = Delay in transit

plain-announced = We have told the carrier. They don't have it yet.
plain-picked_up = The carrier has it
plain-departed = On to the next stop
plain-arrived = It reached a stop on its way
plain-flight_departed = It is in the air
plain-customs = Customs is looking at it
plain-customs_cleared = Customs let it through
plain-out_for_delivery = The courier is on the way to you
plain-attempt_fail = They came and nobody could take it
plain-front_desk = It is at your front desk
plain-door = You have it
plain-locker = You took it from the locker
plain-awaiting_pickup = You can collect it
plain-returned_to_sender = It comes back to us
plain-address_problem = They can't find your address
plain-delayed = It takes longer than planned

delay-carrier = The carrier needs longer than it said.
delay-weather = Bad weather on the way.
delay-volume = More parcels than usual.
delay-customs = Customs needs longer.

leg-road = By road
leg-rail = By rail
leg-air = By air
leg-sea = By sea
leg-customs = Customs
leg-last_mile = To your door

alert-late = It should have arrived by now
alert-late-detail = { $carrier } is late. Tell us and we will chase it, or put it right.
alert-late-action = Report the delay
alert-stalled = No news for days
alert-stalled-detail = { $carrier } hasn't scanned it for more than three days. It may be lost; we will find out.
alert-stalled-action = Ask us to look for it
alert-customs = Held by customs
alert-customs-detail = Customs is checking it. { $carrier } says if they need anything from you.
alert-customs-action = See what { $carrier } says
alert-address = The address wasn't found
alert-address-detail = Tell us the right one in time and { $carrier } will try again; otherwise it comes back to us.
alert-address-action = Give us the address
alert-attempt_failed = Nobody was there
alert-attempt_failed-detail = { $carrier } will come again. You can choose when, or where to leave it.
alert-attempt_failed-action = Arrange delivery
alert-ready_for_pickup = Ready to collect
alert-ready_for_pickup-detail = Take the code { $carrier } sent you. After the last day it goes back to us.
alert-ready_for_pickup-action = Where it is
alert-returned_to_sender = It is coming back to us
alert-returned_to_sender-detail = { $carrier } could not deliver it. Tell us whether to send it again or refund you.
alert-returned_to_sender-action = Choose what happens now

cover-statutory = Legal guarantee
cover-statutory-detail = Faults that were there at delivery, even if they show later. Free repair or replacement, by us.
cover-manufacturer = Manufacturer's warranty
cover-manufacturer-detail = Faults in material and making. Not wear, and not accidents.
cover-extended = Extended plan
cover-extended-detail = What the manufacturer covers, for longer, and one accident.

mode-mail_in = Send it in
mode-mail_in-detail = We send you a label, repair it and send it back.
mode-drop_off = Bring it to us
mode-drop_off-detail = Choose a time at our workshop; small repairs are done while you wait.
mode-on_site = We come to you
mode-on_site-detail = Choose when we come. We bring the usual parts.
mode-remote = By video
mode-remote-detail = We look at it with you and send the part you need.

care-manual = Manual: { $product }

tip-battery = Make the battery last
tip-battery-detail = Lithium cells age by heat and by staying full.
tip-battery-step1 = Charge between 20 and 80 per cent for everyday use.
tip-battery-step2 = Keep it out of the sun and of hot cars.
tip-battery-step3 = Put it away half charged.
tip-dust = Clean without harm
tip-dust-detail = Unplug it and wipe with a dry microfibre cloth. No alcohol on coloured parts.
tip-stoneware = Stoneware and heat
tip-stoneware-detail = Dishwasher and microwave are fine. Going from the fridge into a hot oven is not.
tip-dry_storage = Dry before you store it
tip-dry_storage-detail = What is packed wet grows mould within two days. Hang it up first.
tip-shoes = After a wet walk
tip-shoes-detail = Take the insoles out and dry the shoes at room temperature, filled with paper. Heat loosens the sole.
tip-wool = Wool needs air more than water
tip-wool-detail = Air it overnight. Wash rarely, cold, with a wool detergent, and dry it flat.
tip-seasoning = Season the pan
tip-seasoning-detail = Cast iron keeps what you cook from sticking by a thin layer of burnt-in oil.
tip-seasoning-step1 = Rinse hot, without soap, and dry it on the stove.
tip-seasoning-step2 = Rub in a few drops of oil.
tip-seasoning-step3 = Once a month, an hour at 220 °C upside down in the oven.
tip-membrane = Keep the jacket watertight
tip-membrane-detail = Wash at 30 °C without softener, then tumble warm for twenty minutes: heat brings the water-repellent finish back.

letter-shipment = Order { $order }: { $status }
letter-shipment-detail = Your parcel with { $carrier }: { $status }. You get this because you asked for news of it.
letter-case = { $number }: { $status }
letter-case-detail = There is news of { $number }: { $status }. You get this because you asked for it.
letter-consent = Do you want news from { $shop }?
letter-consent-detail = Somebody asked { $shop } to send news of a parcel or a request here. To agree, open { $url }. If it wasn't you, do nothing: we won't write again.

consent-ask = Send news of it here?
consent-agree = Yes, send me news
consent-done = Done. You will hear from us when something changes.

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
desk-complain = Something is wrong? Tell us
irreparable-not_fulfilled = You can ask for a repair once it has been delivered.
irreparable-already_returned = You have returned this.
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
settlement-apology = An apology
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
action-repair-reschedule = Move the appointment
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
problem-messages_not_taken = This takes no messages. Please reach us another way.
problem-case_closed = This case is closed and takes no more messages. Please reach us another way.
problem-too_many_messages = This conversation takes no more messages. Please reach us another way.
problem-mode_unavailable = This can't be repaired that way. Please choose another.
problem-photo_required = Please add a photo, so that we can see what happened.

# Returns with choices, exchanges, withdrawals, price protection.

tier-platinum = Platinum
payment-store_credit = Store credit
resolution-refund-detail = Back to how you paid.
resolution-store_credit = Store credit
resolution-store_credit-detail = Worth more than a refund, and it never ends.
resolution-exchange = Exchange
resolution-exchange-detail = Another size or colour. We put it aside for you at once.
resolution-price_adjustment = Price difference
part-bonus = Bonus for store credit
part-replacement = Your new item
part-price_drop = Price difference
speed-instant = At once
speed-after_cancellation = As soon as we have stopped the parcel
instant-condition = The money is yours at once. If the parcel isn't on its way by then, we take it back the way it came.
fee-customer_pays = About { $amount }, paid to the carrier
method-in_store = Hand in at a shop
method-in_store-detail = Bring it as it is and show the code at the counter.
method-self_ship = Send it yourself
method-self_ship-detail = With a carrier of your choice. You pay them, and nothing is taken off your refund.
method-keep_item = Keep it
method-keep_item-detail = Nothing to send back. Give it away or recycle it.
step-in_store = Show this code at the counter
step-in_store-detail = No box and no label needed.
step-self_ship = Send the parcel to our returns centre
step-self_ship-detail = Put the label on it, so that we know whose it is.
step-ready_for_pickup = Collect your parcel
step-attempt_failed = Arrange when it is delivered
step-address = Give us the right address

case-under_review = Being looked at
case-withdrawn = Withdrawal received
case-received = Received
case-inspecting = Being checked
case-credited = Credited
case-exchanged = Exchanged
case-replacement_shipped = New item on its way
case-price_adjusted = Difference paid
case-rejected = Not accepted

event-case_submitted = Return asked for
event-case_submitted-detail = We look at your photos first, usually within a day. Please keep the item until then.
event-approved = Accepted
event-approved-detail = We have seen your photos. You can go on.
event-rejected = Not accepted
event-rejected-detail = { $note }
event-method_changed = Way back changed
event-method_changed-detail = What you send with is up to date below.
event-inspected = Checked
event-inspected-detail = Everything is as described.
event-inspected_partly = Checked
event-inspected_partly-detail = We can't take everything back. What changes is listed with your refund.
event-inspected_refused = Checked
event-inspected_refused-detail = We can't take it back and send it to you again.
event-credited = Store credit given
event-credited-detail = You can use it from now on.
event-price_adjusted = Difference paid
event-price_adjusted-detail = The money is on its way to you.
event-completed = Finished
event-completed-detail = Everything is back. You had your money already.
event-clawed_back = Refund taken back
event-clawed_back-detail = The goods stay with you, so we took the money back the way it came.
event-difference_paid = Difference paid
event-difference_paid-detail = Thank you. Nothing else to pay.
event-difference_refunded = Difference refunded
event-difference_refunded-detail = The money is on its way to you.
event-replacement_shipped = New item sent
event-replacement_shipped-detail = You can follow its parcel.
event-replacement_delivered = New item delivered
event-replacement_delivered-detail = We hope this one is right.
event-replacement_sold_out = Sold out
event-replacement_sold_out-detail = What you chose isn't there any more, and we are sorry. You get your money back instead.
event-exchange-case_opened = Exchange accepted
event-exchange-case_opened-detail = What you chose is put aside for you.
event-exchange-cancelled = Exchange cancelled
event-exchange-expired = Exchange closed
event-exchange-expired-detail = We didn't receive the parcel in time, so what we put aside is free again.
event-withdrawal-case_opened = Withdrawal received
event-withdrawal-case_opened-detail = The acknowledgement is on its way to you by e-mail.
event-price_protection-case_opened = Price difference claimed
event-price_protection-case_opened-detail = It costs less now, so you get the difference.

upcoming-ship = Send it
upcoming-ship-detail = Keep the receipt until you have your refund.
upcoming-approval = We look at your photos
upcoming-approval-detail = Usually within a day.
upcoming-inspection = We check it
upcoming-inspection-detail = We write to you when we have.
upcoming-credit = Store credit
upcoming-credit-detail = To use on your next order
upcoming-replacement = We send what you chose
upcoming-replacement-detail = As soon as yours has reached us.
upcoming-replacement_arrives = What you chose arrives
upcoming-replacement_arrives-detail = You can follow its parcel.

action-change_method = Change the way back
action-reschedule = Move the pickup
action-exchange-cancel = Cancel the exchange

adjustment-credit = Store credit given
adjustment-clawback = Refund taken back
adjustment-method_fee = Another way back
adjustment-not_accepted = Items not accepted
adjustment-payment = Difference paid
replacement-reserved = Put aside for you
replacement-shipped = On its way
replacement-delivered = Delivered
replacement-sold_out = Sold out
payment_due-difference = Difference to pay
payment_due-paid = Paid
decision-accepted = Accepted
decision-refused = Not accepted

withdrawal-enter = Withdraw from contract here
withdrawal-confirm = Confirm withdrawal
withdrawal-declaration = I hereby withdraw from my contract for the purchase of the following goods: { $goods }. Order { $order }, placed on { $date }.
withdrawal-subject = { $shop }: your withdrawal has been received
withdrawal-document = { $shop } has received your withdrawal.

    Received: { $received }
    Order: { $order }
    Name: { $name }
    E-mail: { $email }

    Your declaration:
    { $text }

    We refund everything you paid for these goods within 14 days of this date, the way you paid. We may wait until we have the goods or you show that you have sent them. Please send them within 14 days. Keep this message.

store-hangzhou_lakeside = Hangzhou, Lakeside
store-hangzhou_lakeside-address = 28 Hubin Road, Shangcheng, Hangzhou
store-hangzhou_lakeside-hours = 10:00–22:00, every day
store-shanghai_anfu = Shanghai, Anfu Road
store-shanghai_anfu-address = 322 Anfu Road, Xuhui, Shanghai
store-shanghai_anfu-hours = 10:00–21:00, every day
store-san_francisco_valencia = San Francisco, Valencia Street
store-san_francisco_valencia-address = 890 Valencia Street, San Francisco, CA 94110
store-san_francisco_valencia-hours = 11:00–19:00, Tuesday to Sunday

ineligible-sold_out = Every other size and colour is sold out.
ineligible-withdrawal_over = The period of withdrawal has ended.
ineligible-no_withdrawal = The right of withdrawal is for consumers.
ineligible-no_price_drop = It costs no less than when you bought it.
ineligible-already_claimed = You already have the price difference for this.
ineligible-price_window_over = The time to claim a lower price has ended.
problem-sold_out = Every other size and colour is sold out.
problem-withdrawal_over = The period of withdrawal has ended.
problem-no_withdrawal = The right of withdrawal is for consumers.
problem-no_price_drop = It costs no less than when you bought it.
problem-already_claimed = You already have the price difference for this.
problem-price_window_over = The time to claim a lower price has ended.
problem-slot_required = Please choose when the courier should come.
problem-variant_required = Please choose what you would like instead.
problem-variant_unknown = This isn't one of the choices any more. Please choose again.
problem-variant_sold_out = Somebody was faster: this one is sold out. Please choose another.
problem-video_required = Please add a short video of it.
problem-serial_required = Please enter the serial number.
problem-payment_due = The difference isn't paid yet.

date-day = { $day } { $month } { $year }
date-moment = { $day }, { $time } (UTC{ $zone })
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

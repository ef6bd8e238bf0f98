from .charge import Charge
from .coupon import Coupon, CouponUse
from .customer import Customer
from .environment import BillingEnvironment
from .gift import Gift
from .money import MoneyEntry
from .notice import Notice
from .order import Declaration, Order
from .payment import Payment
from .refund import Refund
from .seat import Invitation, Seat
from .staff_act import StaffAct
from .subscription import Subscription
from .withdrawal import Withdrawal

__all__ = [
    "BillingEnvironment",
    "Charge",
    "Coupon",
    "CouponUse",
    "Customer",
    "Declaration",
    "Gift",
    "Invitation",
    "MoneyEntry",
    "Notice",
    "Order",
    "Payment",
    "Refund",
    "Seat",
    "StaffAct",
    "Subscription",
    "Withdrawal",
]

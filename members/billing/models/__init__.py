from .charge import Charge
from .customer import Customer
from .environment import BillingEnvironment
from .money import MoneyEntry
from .notice import Notice
from .order import Declaration, Order
from .payment import Payment
from .refund import Refund
from .subscription import Subscription
from .withdrawal import Withdrawal

__all__ = [
    "BillingEnvironment",
    "Charge",
    "Customer",
    "Declaration",
    "MoneyEntry",
    "Notice",
    "Order",
    "Payment",
    "Refund",
    "Subscription",
    "Withdrawal",
]

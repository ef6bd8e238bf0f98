from .grant import Grant
from .offer import Offer, OfferCourse, OfferPrice

__all__ = ["Grant", "Offer", "OfferCourse", "OfferPrice"]

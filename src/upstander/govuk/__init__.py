"""Forms as GOV.UK Frontend has them: fields with label, hint and error in their places, for every web room.

It knows no other room. https://design-system.service.gov.uk/components/
"""

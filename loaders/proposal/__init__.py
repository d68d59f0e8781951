"""An unknown workbook: what its sheets and columns seem to mean, open to correction, ready to be kept as a profile."""

from loaders.proposal.choose import propose
from loaders.proposal.correct import may_be_unstated, with_column, with_profile, with_values
from loaders.proposal.model import Match, Missing, Proposal, ProposedFeed, ProposedRegion
from loaders.proposal.preview import Preview, preview

__all__ = [
    "Match",
    "Missing",
    "Preview",
    "Proposal",
    "ProposedFeed",
    "ProposedRegion",
    "may_be_unstated",
    "preview",
    "propose",
    "with_column",
    "with_profile",
    "with_values",
]

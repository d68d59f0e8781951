"""An unknown workbook: what its sheets and columns seem to mean, open to correction, ready to be kept as a profile."""

from loaders.proposal.above import Above, above, with_above
from loaders.proposal.choose import propose, readable
from loaders.proposal.correct import may_be_unstated, nothing, with_column, with_unstated, with_values
from loaders.proposal.hand import Place, ending, first_place, moved, place_of, with_table, without_table
from loaders.proposal.model import Match, Missing, Proposal, ProposedFeed, ProposedRegion
from loaders.proposal.preview import Preview, preview

__all__ = [
    "Above",
    "Match",
    "Missing",
    "Place",
    "Preview",
    "Proposal",
    "ProposedFeed",
    "ProposedRegion",
    "above",
    "ending",
    "first_place",
    "may_be_unstated",
    "moved",
    "nothing",
    "place_of",
    "preview",
    "propose",
    "readable",
    "with_above",
    "with_column",
    "with_table",
    "with_unstated",
    "with_values",
    "without_table",
]

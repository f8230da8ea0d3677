"""What an edition was made from: the digest of its inputs and the last commit that changed any of them, never HEAD."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cop_author.model.deviation import Conformity
from cop_author.model.document import Colophon
from cop_author.model.workspace import Master
from cop_author.store.history import History


@dataclass(frozen=True, slots=True)
class Provenance:
    """The folder of a workspace, and its history as far as it is here."""

    root: Path
    history: History

    def colophon(self, inputs: Sequence[str], master: Master, conformity: Conformity) -> Colophon:
        """What an edition made from `inputs` (paths below the root) says of its origin."""
        present = [name for name in inputs if (self.root / name).is_file()]
        commit = self.history.last_change(present)
        return Colophon(
            master_title=master.title.source,
            version=master.version,
            digest=self.digest(present),
            commit=commit.id if commit else "",
            date=commit.date if commit else "",
            uncommitted=bool(self.history.changed_in_work_tree(present)),
            licence=master.licence,
            conformity=conformity,
        )

    def digest(self, inputs: Sequence[str]) -> str:
        """SHA-256 over the names and contents of `inputs`; line ends count as LF."""
        total = hashlib.sha256()
        for name in sorted(inputs):
            content = (self.root / name).read_bytes()
            if name.endswith(".yaml"):
                content = content.replace(b"\r\n", b"\n")
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()

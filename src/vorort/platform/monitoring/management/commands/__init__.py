"""Commands of the monitoring: `vorort manage …`."""

from vorort.platform.common import text
from vorort.platform.monitoring.actions import ImportedBuild


def said(done: ImportedBuild) -> str:
    """What became of a build, and what to do next."""
    build = done.build
    build.refresh_from_db(fields=["is_current"])
    name = build.build_id[:12]
    count = text.number(build.observations_count, language="de")
    taken = f"Stand {name} mit {count} Zahlen eingelesen." if done.is_new else f"Stand {name} war schon da."
    if build.is_current:
        return f"{taken} Er wird jetzt gezeigt."
    return f"{taken} Er wartet unter /betrieb/ auf die Veröffentlichung (oder: --publish)."

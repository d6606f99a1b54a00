"""Publish: a build on disk, swapped in atomically; what others read of it; exports.

Build, write_build, swap     a build beside the old one, then in its place
Published                    what everybody else sees: results, regions, series, findings
export_csv, export_xlsx, export_json
"""

from vorort.statistics.publish.builds import Build, swap, write_build
from vorort.statistics.publish.published import Published

__all__ = ["Build", "Published", "swap", "write_build"]

import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

export const geospatial: StartingPoint = {
  id: "geospatial",
  title: "Geospatial",
  summary: "GDAL, PROJ and SpatiaLite on the command line; GeoPandas, Rasterio and Shapely in a Python venv.",
  suggestedName: "geospatial",
  teaches: [
    "Python wheels bring their own GDAL: nothing is compiled, and the build takes a minute instead of twenty.",
    "Data that every run needs is baked into the image, so a sandbox without network can work.",
    "Each package stands on its own line in alphabetical order: a version's diff shows what changed.",
  ],
  dockerfile: String.raw`FROM codex-base:latest

ARG DEBIAN_FRONTEND=noninteractive

# Debian's gdal-bin follows the release, so its version is as fixed as the base image. An exact pin
# (gdal-bin=3.6.2+dfsg-1+b2) would break as soon as the mirror replaces that build.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
      gdal-bin \
      libsqlite3-mod-spatialite \
      proj-bin \
      proj-data \
      spatialite-bin \
      sqlite3 \
    && rm -rf /var/lib/apt/lists/*

# These wheels carry GDAL, GEOS and PROJ inside and need no headers from Debian.
ENV VIRTUAL_ENV=/opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN python3 -m venv "$VIRTUAL_ENV" \
    && pip install --no-cache-dir \
      geopandas==1.2.0 \
      numpy==2.4.6 \
      pyogrio==0.13.0 \
      pyproj==3.7.2 \
      rasterio==1.4.4 \
      shapely==2.2.0

RUN ogrinfo --version \
    && python -c "import geopandas, pyogrio, pyproj, rasterio, shapely; pyproj.CRS.from_epsg(25832)"
`,
};

"""Published statistics as the pages need them: imported builds with their observations and sources."""

from __future__ import annotations

from django.db import models

from vorort.platform.places.models import Place
from vorort.statistics.vocab import TOTAL


class Build(models.Model):
    """One published state of a store. At most one is current, and only that one is shown."""

    build_id = models.CharField("Stand", max_length=80, unique=True)
    manifest = models.JSONField()
    imported_at = models.DateTimeField("eingelesen")
    published_at = models.DateTimeField("veröffentlicht", null=True)
    is_current = models.BooleanField("wird gezeigt", default=False)
    observations_count = models.PositiveIntegerField("Zahl der Werte", default=0)
    places_count = models.PositiveIntegerField("Zahl der Orte", default=0)

    class Meta:
        verbose_name = "Stand"
        verbose_name_plural = "Stände"
        ordering = ["-imported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_build"
            )
        ]

    def __str__(self) -> str:
        return self.build_id[:12]


class Observation(models.Model):
    """One published number, or the reason why there is none. Columns as in RESULTS of the engine."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="observations", db_index=False)
    indicator = models.CharField(max_length=80)
    variant = models.CharField(max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, related_name="observations", db_index=False)
    period = models.CharField(max_length=10)
    year = models.SmallIntegerField()
    group = models.CharField(max_length=60, default=TOTAL)
    sex = models.CharField(max_length=20, default=TOTAL)
    age = models.CharField(max_length=40, default=TOTAL)
    detail = models.CharField(max_length=400, blank=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unit = models.CharField(max_length=30)
    status = models.CharField(max_length=20)
    concept = models.CharField(max_length=40, blank=True)
    base = models.CharField(max_length=80, blank=True)
    boundary = models.CharField(max_length=10, blank=True)
    sources = models.TextField(blank=True)  # ids of deliveries, joined by a space
    note = models.TextField(blank=True)
    is_total = models.BooleanField(default=True)  # not split by group, sex, age or detail

    class Meta:
        verbose_name = "Wert"
        verbose_name_plural = "Werte"
        indexes = [
            models.Index(fields=["build", "indicator", "place", "is_total", "year"], name="observation_page"),
            models.Index(fields=["build", "indicator", "year", "is_total"], name="observation_year"),
            models.Index(fields=["build", "place", "is_total"], name="observation_place"),
            models.Index(fields=["place"], name="observation_place_only"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.place_id} {self.period}"


class Delivery(models.Model):
    """A raw file that a build rests on, with origin and licence."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="deliveries")
    delivery_id = models.CharField(max_length=64)
    publisher = models.CharField("Herausgeber", max_length=300, blank=True)
    title = models.CharField("Titel", max_length=500, blank=True)
    licence = models.CharField("Lizenz", max_length=200, blank=True)
    licence_url = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    retrieved_at = models.CharField("abgerufen", max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField("Datei", max_length=300)

    class Meta:
        verbose_name = "Lieferung"
        verbose_name_plural = "Lieferungen"
        ordering = ["publisher", "title", "delivery_id"]
        constraints = [
            models.UniqueConstraint(fields=["build", "delivery_id"], name="delivery_once_per_build")
        ]

    def __str__(self) -> str:
        return self.delivery_id


class Series(models.Model):
    """What is published under one id in a build: an indicator of the catalogue, or a series of others."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="series")
    series_id = models.CharField(max_length=80)
    observations_count = models.PositiveIntegerField()
    places_count = models.PositiveIntegerField()
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField()
    levels = models.JSONField(default=list)  # levels of places with figures
    variants = models.JSONField(default=list)
    about = models.JSONField(default=dict)  # title, unit, decimals, publisher, licence, definition

    class Meta:
        verbose_name = "Reihe"
        verbose_name_plural = "Reihen"
        ordering = ["series_id"]
        constraints = [models.UniqueConstraint(fields=["build", "series_id"], name="series_once_per_build")]

    def __str__(self) -> str:
        return self.series_id


class Finding(models.Model):
    """What the engine's check reported about a build. For staff only."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=20)
    indicator = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=40, blank=True)
    message = models.TextField()
    expected = models.CharField(max_length=200, blank=True)
    found = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.rule

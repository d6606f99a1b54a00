from __future__ import annotations

from django.db import models
from django.urls import reverse

from vorort.platform.places.domain.keys import page_key
from vorort.statistics.vocab import Level

LEVEL_NAMES = [
    (Level.BUND.value, "Bund"),
    (Level.LAND.value, "Land"),
    (Level.REGION.value, "Region"),
    (Level.KREIS.value, "Kreis"),
    (Level.GEMEINDE.value, "Gemeinde"),
    (Level.STADTTEIL.value, "Stadtteil"),
]


class Place(models.Model):
    """A region of the register while it exists. Several rows share a key when it was given anew."""

    key = models.CharField("Schlüssel", max_length=40)
    level = models.CharField("Ebene", max_length=9, choices=LEVEL_NAMES)
    name = models.CharField("amtlicher Name", max_length=200)
    title = models.CharField("Name, wie man ihn sagt", max_length=200)
    slug = models.CharField(max_length=200, db_index=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField("besteht seit", null=True)
    valid_to = models.DateField("bestand bis", null=True)
    population = models.PositiveIntegerField("Bevölkerung", null=True)
    area = models.FloatField("Fläche in km²", null=True)
    fictional = models.BooleanField("erfunden", default=False)
    former_keys = models.JSONField("frühere Schlüssel", default=list)
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "Ort"
        verbose_name_plural = "Orte"
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "valid_from"], name="place_once_per_key_and_start"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(valid_from__isnull=True), name="place_once_without_start"
            ),
        ]
        indexes = [models.Index(fields=["level", "key"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:place", args=[page_key(self.key)])


class Boundary(models.Model):
    """The simplified outline of a place, ready for SVG. See `domain.shapes` for the plane."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="boundary")
    start_x = models.IntegerField()
    start_y = models.IntegerField()
    path = models.TextField()
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()
    source = models.CharField("Quelle", max_length=300, blank=True)
    licence = models.CharField("Lizenz", max_length=200, blank=True)
    licence_url = models.URLField(blank=True)
    state_on = models.DateField("Gebietsstand", null=True)

    class Meta:
        verbose_name = "Grenze"
        verbose_name_plural = "Grenzen"

    def __str__(self) -> str:
        return f"Grenze {self.place_id}"

from django.urls import path, re_path

from vorort.platform.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("orte/<str:key>/felder/<str:field>/", views.field, name="field"),
    re_path(
        r"^orte/(?P<key>[^/]+)/(?P<indicator>.+)\.(?P<suffix>csv|json|xlsx)$", views.download, name="download"
    ),
    re_path(r"^orte/(?P<key>[^/]+)\.(?P<suffix>csv|json)$", views.place_download, name="place_download"),
    path("orte/<str:key>/<path:indicator>/", views.indicator, name="indicator"),
    path("indikatoren/", views.catalogue, name="catalogue"),
    path("indikatoren/<path:indicator>/", views.sheet, name="sheet"),
    path("vergleich/", views.comparison, name="compare"),
    path("karte/<path:indicator>/<str:around>/", views.map_page, name="map"),
    path("daten/", views.data, name="data"),
    path("daten/<str:build>/<str:name>", views.build_file, name="build_file"),
    path("betrieb/", views.operate, name="operate"),
    path("betrieb/<str:build>/veroeffentlichen/", views.publish, name="publish"),
]

"""What people type and what they mean: the right entry is among the first three.

Indicators are the same everywhere. Places of the demo and of the real register are two lists.
"""

INDICATORS = {
    "de": {
        "Arbeitslosigkeit": "E01", "Arbeitlosenquote": "E01", "Auslaenderanteil": "A01",
        "ausländer anteil": "A01",
        "Einbürgerungen": "B01", "Einbuergerung": "B01", "Doppelpass": "B01", "Kita": "C03",
        "Kindergarten": "C01",
        "ohne Abschluss": "D01", "Schulabbrecher": "D01", "Abitur": "D02", "Gymnasium": "D03",
        "Deutschkurs": "C07", "Hartz IV": "E08", "Bürgergeld": "E08", "SGB II": "E08", "Miete": "F02",
        "Flüchtlinge": "A08", "Geflüchtete": "A08", "Asyl": "A08", "Ehrenamt": "H05", "Minijob": "E06",
        "Wahlbeteiligung": "H02", "Segregazion": "F01", "Migrationshintergund": "A02", "Impfung": "G02",
        "Azubis": "D06", "Zeugnisanerkennung": "D09", "öffentlicher Dienst": "I01", "Stadtrat": "H01",
        "B06": "B06",
    },
    "en": {
        "unemployment": "E01", "jobless": "E01", "foreigners": "A01", "naturalization": "B01",
        "nursery": "C01",
        "refugees": "A08", "school dropout": "D01", "housing": "F02", "volunteers": "H05", "Kita": "C03",
    },
    "ar": {
        "البطالة": "E01", "بطالة": "E01", "الأجانب": "A01", "اجانب": "A01", "التجنيس": "B01",
        "الجنسية": "B01",
        "روضة": "C01", "الفقر": "E10", "اللاجئين": "A08", "الصحة": "G01", "التطوع": "H05",
        "Einbürgerung": "B01",
    },
}  # fmt: skip

DEMO_PLACES = {
    "Sambrück": "90101", "sahmbrueck": "90101", "Sahmbruck": "90101", "Stadt Sahmbrück": "90101",
    "Holermark": "90", "LK Immerwald": "90251", "Kreis Sahmetal": "90152", "sahmtal": "90152",
    "Lüttküste": "90151", "luettkueste": "90151", "St. Brigitten": "90251004",
    "Sankt Brigitten": "90251004",
    "gross wendeby": "90151005", "Gr. Wendeby": "90151005", "Apfelkoog": "90151009",
    "Quellenau": "90152002",
    "badquellenau": "90152002", "Schwarzenmoor": "90251006", "Möwenhuck": "90152009",
    "Kirchtanau": "90152001",
    "Deichsidlung": "90101000-12", "90101000": "90101", "Deutschland": "DG",
}  # fmt: skip

REAL_PLACES = {
    "Goettingen": "03159016", "gottingen": "03159016", "LK Osnabrück": "03459", "köln stadt": "05315",
    "Stadt Osnabrück": "03404", "Brauschweig": "03101", "muenchen": "09162", "Münschen": "09162",
    "Munich": "09162", "cologne": "05315", "كولونيا": "05315", "nurnberg": "09564",
    "Frankfurt/Main": "06412",
    "Frankfurt a.M.": "06412", "frankfurt oder": "12053", "Halle/Saale": "15002", "St. Ingbert": "10045117",
    "Sankt Ingbert": "10045117", "Bad Homburg": "06434001", "badhomburg": "06434001",
    "castroprauxel": "05562004", "Mönchen Gladbach": "05116", "Kr. Gütersloh": "05754",
    "Kreis Guetersloh": "05754", "NRW": "05", "Nordrhein Westfahlen": "05", "Niedersachen": "03",
    "BaWü": "08",
    "MeckPomm": "13", "Bund": "DG", "Bremerhafen": "04012", "Garmisch": "09180", "Bentheim": "03456",
    "Rotenburg Wümme": "03357", "Hann. Münden": "03159017", "Hannoversch Münden": "03159017",
    "Neustadt a. Rbge.": "03241012", "Duesseldorf": "05111", "Aachen": "05334002",
    "Saarbruecken": "10041100",
    "Maerkischer Kreis": "05962", "Ennepe Ruhr": "05954", "Rhein Sieg": "05382", "3159016": "03159016",
    "stuttgard": "08111", "Bayern": "09",
}  # fmt: skip


def missed(found, wanted):
    """What is not among the first three of `found(text)`, with what was found instead."""
    hits = {text: found(text)[:3] for text in wanted}
    return {text: hits[text] for text, meant in wanted.items() if meant not in hits[text]}

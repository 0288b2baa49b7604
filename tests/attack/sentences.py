"""Harmless German sentences, and words that only resemble the names of the attack."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = (
    "Die Suche nach einer Wohnung hat viele Monate gedauert.",
    "Am Telefon klang die Frau freundlich.",
    "Es gab keinen Aufzug, aber einen Hof für die Kinder.",
    "Das Amt wollte noch ein Formular.",
    "Zur Besichtigung kamen sechzig Leute.",
    "Der Schimmel war hinter dem Schrank.",
    "Dann kam ein Brief ohne Unterschrift.",
    "Die Nachbarn haben Suppe gebracht.",
    "Ohne Bürgschaft war nichts zu machen.",
    "Im Winter fiel die Heizung aus.",
    "Der Schlüssel lag unter der Matte.",
    "Am Ende half ein Zettel am Baum.",
    "Der Bus fährt abends nur jede Stunde.",
    "Zu fünft in einem Zimmer schläft niemand gut.",
    "Die Schule hat einen Brief geschrieben.",
    "So steht es auch im Vertrag.",
)
"""Nothing here is a name or a part of one."""

NEAR_MISSES: Final = (
    "Alina und Alicia haben alle Alibis geprüft, alias steht daneben.",
    "Das Karussell, die Karikatur und das Karamell standen im Karton.",
    "Ein Haddock ist ein Schellfisch, und Samt ist ein Stoff.",
    "Mohn, Mohnfeld und Mohair; Mahagoni auch.",
    "Ahmed, Ahmet und Hamid kamen später dazu.",
    "Auf dem Großmarkt gab es Grießbrei für die Großmama.",
    "Herr Jürgensen fegt, und Frau Jürges wischt.",
    "Der Mülleimer steht neben der Mühle, die Müllabfuhr kommt dienstags.",
    "Bären fließen nicht, sie genießen; das Thema ist damit beendet.",
    "In Finkenwerder singt ein Buchfink über dem Überseehafen.",
    "Raffiniert, raffen, Raffinesse: alles aus einem Wortfeld.",
    "Die Bremse quietscht, wir bremsen, die Bremsspur ist lang.",
    "Der Skielift fährt, im Kielwasser schwimmen Enten, Hesekiel steht im Regal.",
    "Der Federkiel ist stumpf, kielholen ist verboten.",
    "Lütt un Lütt, im Brook steht Wasser.",
    "Mit großen Worten wurde wenig gesagt.",
    "Galopp und Shampoo reimen sich nicht.",
    "Mettwurst und Mettbrötchen, in der Straße, an der Strecke.",
    "Ein grüner Ziegel liegt auf dem Weg, das Ziegeldach ist rot.",
    "Holunder blüht am Stieg.",
    "Die Brücke am Westufer ist gesperrt, am Ostufer wird gebaut.",
    "Wohnbau ist teuer, der Fördebus blickt darüber hinweg.",
    "Erreichbar unter 0171 3920018 oder 040 66969124.",
    "Prüfziffer 901713920017443, Zähler 496669691230001.",
    "Post an simone.haddock@post.example oder an haus@wohnen-nord.example.",
    "Die Bescheide WBS-2021-0884 und 50.12-4478/21 liegen bei, WBS-2021-08831 fehlt.",
    "Parkplatz für KI-SH 2042 und KI-SH 20411.",
    "Überwiesen auf DE80 0000 0001 0098 7654 32, nicht auf ein anderes Konto.",
    "الحمد لله على السلامة، حليب وحلبة وحلوى في السوق.",
    "رجل كريم، وسلّم طويل، والدرويشة قصة قديمة.",
    "Тарілка, тераса і мельниця; харчування поруч.",
    "Брем, кілька й кільце лежать на столі.",
    "ተስፋ ኣሎ፣ ሰላማዊ መዓልቲ።",
    "Salmiak, Salamander und Salami im selben Laden.",
    "A l l e s in Ordnung, K a r t o n für K a r t o n.",
    "Der Zoo, die Zone und der Brief an Brigitte.",
    "Edelholz und Trauthochzeit stehen im Duden nicht beieinander.",
    "Die Gebrauchsanweisung liegt beim Wolkensee.",
)
"""Words that hold a name's beginning, its end or a similar sound, numbers that differ in one digit."""

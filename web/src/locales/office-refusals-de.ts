import type { enOfficeErrors } from "./office-refusals-en.ts";

export const deOfficeErrors: typeof enOfficeErrors = {
  "weather.invalid": "Das Wetter ist nicht gültig: jeder Tag einmal, mit seinem Mittel in °C.",
  "custom-fields.invalid": "Eines der Felder ist nicht gültig. Sehen Sie Namen, Inhalt und Auswahl an.",
  "retention.preview-needed":
    "Sehen Sie zuerst nach, was mit diesen Zahlen gelöscht würde; schalten Sie dann innerhalb einer Stunde ein.",
  "hold.not-found": "Diese Sperre ist schon aufgehoben.",
  "point.number-taken": "Eine andere Messstelle hat diese Nummer schon. Wählen Sie eine andere.",
  "point.other-area": "Sie können Messstellen in Ihren eigenen Gebieten anlegen. Wählen Sie eines davon.",
  "finding.not-found": "Diesen Befund gibt es nicht.",
  "reading.not-found": "Zu diesem Zeitpunkt gibt es keine Ablesung dieses Zählers.",
  "edit.not-found": "Diese Änderung ist schon zurückgenommen.",
  "edit.not-newest": "Von diesem Wert gilt eine neuere Änderung. Nehmen Sie zuerst diese zurück.",
  "reading.taken-back":
    "Dieser Wert wurde zurückgenommen und zählt nicht mehr. Berichtigen Sie den gemessenen Wert, oder tragen Sie eine Schätzung ein.",
  "reading.by-hand":
    "Zu diesem Zeitpunkt gilt schon eine Ablesung von Hand. Berichtigen Sie diese, oder nehmen Sie die Änderung zurück, aus der sie stammt.",
  "value.beyond-register":
    "Kein Register dieses Zählers hat so viele Stellen. Prüfen Sie den Wert und wo die Nachkommastellen beginnen.",
  "value.below-before":
    "Der Zähler zeigte davor mehr. Sehen Sie noch einmal nach; stimmt es trotzdem, bestätigen Sie es und senden Sie den Wert erneut.",
  "value.above-after":
    "Der Zähler zeigte danach weniger. Sehen Sie noch einmal nach; stimmt es trotzdem, bestätigen Sie es und senden Sie den Wert erneut.",
  "value.too-fast":
    "Kein Zähler dieser Art zählt so viel in der Zeit zwischen seinen Ablesungen. Sehen Sie noch einmal nach; stimmt es trotzdem, bestätigen Sie es und senden Sie den Wert erneut.",
  "period.locked":
    "Dieser Zeitpunkt liegt in einem abgerechneten Zeitraum. Verschieben Sie zuerst die Sperre; das wird festgehalten.",
  "block.not-found": "Von diesem Zähler gibt es in diesem Monat keine Ablesungen.",
  "block.damaged":
    "Die Ablesungen dieses Monats sind auf dem Server beschädigt. Bitten Sie einen Administrator, sie aus einer Sicherung wiederherzustellen oder erneut zu importieren.",
  "telegram.not-found": "Dieses Telegramm wird nicht mehr aufbewahrt. Rahmen bleiben 35 Tage.",
  "gateway.wrong-token": "Das Token des Gateways fehlt oder ist falsch.",
  "ingest.not-hex": "Ein Telegramm ist kein hexadezimaler Text.",
  "ingest.bad-time": "Ein Telegramm hat keine gültige Empfangszeit.",
  "ingest.too-many": "Zu viele Telegramme auf einmal.",
  "ingest.disk-full": "Die Festplatte des Servers ist voll.",
  "ingest.overloaded": "Der Server holt gerade auf. Bitte gleich noch einmal versuchen.",
  "password.too-short":
    "Das Passwort ist zu kurz. Bitte mindestens 12 Zeichen; mehrere Wörter merken sich leicht.",
  "password.too-long": "Das Passwort ist zu lang. Bitte höchstens 256 Zeichen.",
  "password.too-common":
    "Dieses Passwort wird als eines der ersten geraten. Bitte mehrere eigene Wörter nehmen.",
  "password.related":
    "Dieses Passwort besteht aus Ihrem Namen oder dem des Versorgers. Bitte mehrere eigene Wörter nehmen.",
  "password.wrong": "Das jetzige Passwort stimmt nicht. Es wurde nicht geändert.",
  "person.not-found": "Es gibt niemanden mit dieser Kennung.",
  "person.user-taken": "Diesen Benutzernamen hat schon jemand. Bitte einen anderen wählen.",
  "person.last-administrator":
    "Das ist die letzte Person mit Administratorrechten. Bitte zuerst jemand anderen dazu machen.",
  "role.not-found": "Diese Rolle gibt es nicht: Es gibt Benutzer, Superuser und Administrator.",
  "role.fixed": "Administratoren dürfen alles; das lässt sich nicht ändern.",
  "role.access-control":
    "Die Zugangsverwaltung bleibt bei Administratoren; keine andere Rolle kann sie haben.",
  "invitation.invalid":
    "Dieser Link wurde benutzt, ersetzt oder ist zu alt. Bitte um einen neuen Link bitten.",
};

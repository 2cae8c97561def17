import type { enOfficeErrors } from "./office-refusals-en.ts";

export const daOfficeErrors: typeof enOfficeErrors = {
  "weather.invalid": "Vejret er ikke gyldigt: hver dag én gang, med sit middel i °C.",
  "custom-fields.invalid": "Et af felterne er ikke gyldigt. Se på dets navn, indhold og valg.",
  "retention.preview-needed":
    "Se først, hvad der ville blive slettet med disse tal, og slå derefter til inden for en time.",
  "hold.not-found": "Denne spærring er allerede ophævet.",
  "point.number-taken": "Et andet målepunkt har allerede dette nummer. Vælg et andet nummer.",
  "point.other-area": "Du kan oprette målepunkter i dine egne områder. Vælg et af dem.",
  "finding.not-found": "Dette fund findes ikke.",
  "reading.not-found": "Der er ingen aflæsning af denne måler på dette tidspunkt.",
  "edit.not-found": "Denne ændring er allerede taget tilbage.",
  "edit.not-newest": "Der gælder en nyere ændring af denne værdi. Tag først den tilbage.",
  "reading.taken-back":
    "Denne værdi er taget tilbage og tæller ikke længere. Ret den målte værdi, eller indtast et skøn.",
  "reading.by-hand":
    "Der er allerede en manuel aflæsning på dette tidspunkt. Ret den, eller tag den ændring tilbage, der skabte den.",
  "value.beyond-register":
    "Intet register på denne måler har så mange cifre. Se på værdien, og hvor decimalerne begynder.",
  "value.below-before":
    "Måleren viste mere før det. Kig igen; passer det alligevel, så sig det, og send den en gang til.",
  "value.above-after":
    "Måleren viste mindre efter det. Kig igen; passer det alligevel, så sig det, og send den en gang til.",
  "value.too-fast":
    "Ingen måler af denne slags tæller så meget i tiden mellem aflæsningerne. Kig igen; passer det alligevel, så sig det, og send den en gang til.",
  "period.locked": "Dette tidspunkt ligger i en afregnet periode. Flyt først spærringen; det bliver noteret.",
  "block.not-found": "Der er ingen aflæsninger fra denne måler i denne måned.",
  "block.damaged":
    "Aflæsningerne i denne måned er beskadiget på serveren. Bed en administrator gendanne dem fra en sikkerhedskopi eller importere dem igen.",
  "telegram.not-found": "Telegrammet er ikke længere gemt. Rammer gemmes i 35 dage.",
  "gateway.wrong-token": "Gatewayens token mangler eller er forkert.",
  "ingest.not-hex": "Et telegram er ikke hexadecimal tekst.",
  "ingest.bad-time": "Et telegram har intet gyldigt modtagetidspunkt.",
  "ingest.too-many": "For mange telegrammer på én gang.",
  "ingest.disk-full": "Serverens disk er fuld.",
  "ingest.overloaded": "Serveren er ved at indhente. Prøv igen om et øjeblik.",
  "password.too-short": "Adgangskoden er for kort. Brug mindst 12 tegn; flere ord er lette at huske.",
  "password.too-long": "Adgangskoden er for lang. Brug højst 256 tegn.",
  "password.too-common": "Denne adgangskode gættes blandt de første. Brug flere ord, du selv finder på.",
  "password.related":
    "Adgangskoden er lavet af dit eller forsyningens navn. Brug flere ord, du selv finder på.",
  "password.wrong": "Den nuværende adgangskode er ikke rigtig. Den blev ikke ændret.",
  "person.not-found": "Der er ingen med dette id.",
  "person.user-taken": "Nogen har allerede dette brugernavn. Vælg et andet.",
  "person.last-administrator":
    "Det er den sidste administrator, der kan logge ind. Gør først en anden til administrator.",
  "role.not-found": "Den rolle findes ikke: der er bruger, superbruger og administrator.",
  "role.fixed": "En administrator må alt; det kan ikke ændres.",
  "role.access-control": "Adgangsstyring forbliver hos administratorer; ingen anden rolle kan få den.",
  "invitation.invalid": "Linket er brugt, erstattet eller for gammelt. Bed en administrator om et nyt.",
};

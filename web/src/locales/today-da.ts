import type { enToday } from "./today-en.ts";

export const daToday: typeof enToday = {
  title: "I dag",
  needs: "Venter på dig",
  nothing: "Intet venter på dig.",
  rounds: "Ruter i gang",
  noRounds: "Ingen rute er i gang.",
  recent: "Punkter du har set på",
  noRecent: "Målepunkter, som du åbner, står her, så du finder dem igen.",
  notReached: "Serveren kunne ikke nås.",
  explain: "Hvad der tælles: {{ figure }}",
  figures: {
    review: "Aflæsninger at se på",
    conflicts: "Konflikter at afgøre",
    codes: "Punkter med en infokode",
    silent: "Punkter tavse i et døgn",
    never: "Punkter aldrig hørt",
    orders: "Ordrer, der ikke er udført",
  },
  about: {
    review:
      "Aflæsninger, der ikke kan være rigtige eller ser mærkelige ud, for eksempel et register, der løb baglæns. De venter, til nogen godkender, retter eller udelader dem.",
    conflicts:
      "Felter, som to personer ændrede samtidig. Den gældende værdi vises ved siden af den anden; nogen skal vælge.",
    codes: "Punkter, hvis seneste aflæsning siger, at noget er galt ved måleren eller i installationen.",
    silent: "Punkter, der er hørt før, men hvis seneste aflæsning er mere end 24 timer gammel.",
    never:
      "Punkter, hvorfra der endnu ikke er kommet nogen aflæsning. Ofte mangler nøglen, eller ingen rute er kørt forbi.",
    orders: "Indstillinger, der er bestilt til målere og venter på, at en aflæser udfører dem ved måleren.",
  },
  find: {
    title: "Søg i alt",
    placeholder: "Serienummer, adresse, kunde eller nummer",
    hint: "Skriv et serienummer, en adresse, en kundes navn eller nummer, eller navnet på en side.",
    loading: "Listen over målepunkter hentes.",
    failed: "Listen over målepunkter kunne ikke hentes.",
    none: "Intet hedder “{{ text }}”",
    noneHint: "Kontrollér nummeret, eller prøv en kortere del af det.",
    points: "Målepunkter",
    places: "Sider",
    all: "Vis alle {{ count }} i listen",
  },
};

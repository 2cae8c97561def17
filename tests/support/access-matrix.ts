/**
 * Every route × everybody, written out by hand: N nobody, G a gateway's token, U user, S superuser,
 * A administrator. A letter stands for being let in; what the route then answers is its own matter.
 */
const MATRIX = `
GET    /health                          N G U S A
POST   /ingest/v1/telegrams             - G - - -
PUT    /ingest/v1/weather               - - - - -
POST   /export/v1/consumption           - - - - -
GET    /api/v1/machine-tokens           - - - - A
POST   /api/v1/machine-tokens           - - - - A
DELETE /api/v1/machine-tokens/:id       - - - - A
GET    /api/v1/session                  N G U S A
POST   /api/v1/session                  N G U S A
DELETE /api/v1/session                  N G U S A
PUT    /api/v1/session/password         - - U S A
GET    /api/v1/sessions                 - - U S A
DELETE /api/v1/sessions                 - - U S A
POST   /api/v1/demo-session             N G U S A
POST   /api/v1/setup                    N G U S A
POST   /api/v1/invitation               N G U S A
POST   /api/v1/invitation/look          N G U S A
GET    /api/v1/blocks                   - - U S A
GET    /api/v1/changes                  - - U S A
GET    /api/v1/heard                    - - U S A
GET    /api/v1/latest                   - - U S A
GET    /maps/*                         - - U S A
GET    /api/v1/map                      - - U S A
PUT    /api/v1/map                      - - - S A
GET    /api/v1/shards                   - - U S A
GET    /api/v1/shards/points            - - U S A
GET    /api/v1/points                   - - U S A
POST   /api/v1/points                   - - - S A
GET    /api/v1/points/:id               - - U S A
GET    /api/v1/points/:id/blocks        - - U S A
GET    /api/v1/points/:id/blocks/:meter/:month - - U S A
GET    /api/v1/points/:id/consumption   - - U S A
GET    /api/v1/points/:id/proof      - - U S A
GET    /api/v1/points/:id/readings      - - U S A
GET    /api/v1/points/:id/registers     - - U S A
GET    /api/v1/points/:id/series        - - U S A
GET    /api/v1/custom-fields            - - U S A
PUT    /api/v1/custom-fields            - - - S A
GET    /api/v1/custom-fields/:id/values - - U S A
GET    /api/v1/weather                  - - U S A
PUT    /api/v1/weather                  - - - S A
GET    /api/v1/live                     - - U S A
GET    /api/v1/live/trends              - - U S A
GET    /api/v1/paths                    - - U S A
PUT    /api/v1/paths/:id                - - - S A
DELETE /api/v1/paths/:id                - - - S A
GET    /api/v1/paths/:id/profile        - - U S A
GET    /api/v1/telegrams/:seq           - - U S A
POST   /api/v1/report-runs              - - U S A
GET    /api/v1/saved-reports            - - U S A
PUT    /api/v1/saved-reports/:id        - - - S A
DELETE /api/v1/saved-reports/:id        - - - S A
GET    /api/v1/signing-key              - - U S A
POST   /api/v1/points/:id/customer-report - - U S A
POST   /api/v1/points/:id/customer-mail - - - S A
GET    /api/v1/mail-settings            - - - S A
PUT    /api/v1/mail-settings            - - - S A
POST   /api/v1/mail-settings/test       - - - S A
GET    /sync                            - - U S A
GET    /api/v1/rooms                    - - U S A
GET    /api/v1/rooms/:room/snapshot     - - U S A
GET    /api/v1/last-import              - - U S A
GET    /api/v1/conflicts                - - U S A
POST   /api/v1/conflicts/settled        - - - S A
POST   /api/v1/hearings                 - - U S A
GET    /api/v1/readers                  - - U S A
GET    /api/v1/rounds                   - - U S A
POST   /api/v1/rounds                   - - - S A
GET    /api/v1/orders                   - - U S A
POST   /api/v1/orders                   - - - S A
DELETE /api/v1/orders/:id               - - - S A
POST   /api/v1/orders/:id/events        - - U S A
POST   /api/v1/visits                   - - U S A
PUT    /api/v1/points/:id/photos/:hash  - - U S A
GET    /api/v1/points/:id/photos/:hash  - - U S A
GET    /api/v1/points/:id/visits        - - U S A
GET    /api/v1/rounds/:id/expected      - - U S A
GET    /api/v1/rounds/:id/uses          - - U S A
GET    /api/v1/spare-meters             - - U S A
GET    /api/v1/firmware                 - - U S A
PUT    /api/v1/firmware-rules           - - - S A
GET    /api/v1/stock                    - - U S A
POST   /api/v1/stock                    - - - S A
PUT    /api/v1/stock/:meter             - - - S A
DELETE /api/v1/stock/:meter             - - - S A
GET    /api/v1/phones                   - - - S A
POST   /api/v1/phones                   - - U S A
DELETE /api/v1/phones/:id               - - - S A
POST   /api/v1/phones/:id/lease         - - U S A
GET    /api/v1/review                   - - U S A
GET    /api/v1/review/:id               - - U S A
POST   /api/v1/review/:id/decision      - - - S A
GET    /api/v1/points/:id/edits         - - U S A
POST   /api/v1/points/:id/edits         - - - S A
DELETE /api/v1/edits/:id                - - - S A
GET    /api/v1/period-lock              - - U S A
PUT    /api/v1/period-lock              - - - S A
GET    /api/v1/retention                - - - S A
PUT    /api/v1/retention                - - - - A
POST   /api/v1/retention/preview        - - - S A
GET    /api/v1/redecoding               - - - S A
POST   /api/v1/redecoding/preview       - - - S A
POST   /api/v1/redecoding               - - - - A
DELETE /api/v1/redecoding               - - - - A
POST   /api/v1/replay/telegrams         - - - S A
POST   /api/v1/replay/rounds/:id        - - - S A
GET    /api/v1/removed-points           - - - S A
POST   /api/v1/removed-points/preview   - - - S A
POST   /api/v1/removed-points/erase     - - - - A
POST   /api/v1/holds                    - - - S A
DELETE /api/v1/holds/:id                - - - S A
GET    /api/v1/users                    - - - - A
POST   /api/v1/users                    - - - - A
PATCH  /api/v1/users/:id                - - - - A
DELETE /api/v1/users/:id                - - - - A
POST   /api/v1/users/:id/invitation     - - - - A
DELETE /api/v1/users/:id/sessions       - - - - A
GET    /api/v1/roles                    - - - - A
PUT    /api/v1/roles/:role              - - - - A
GET    /api/v1/audit                    - - - - A
GET    /api/v1/audit/chain              - - - - A
`;

export const EVERYBODY = ["N", "G", "U", "S", "A"] as const;
export type Who = (typeof EVERYBODY)[number];

/** The table line by line. */
export const accessRows = MATRIX.trim()
  .split("\n")
  .map((line) => {
    const [method = "", path = "", ...letters] = line.split(/\s+/);
    return { method, path, letIn: letters.filter((letter) => letter !== "-") };
  });

import { Navigate, Route } from "@solidjs/router";
import { type JSX, lazy } from "solid-js";

const PointsScreen = lazy(() =>
  import("./screens/office/points.screen.tsx").then((m) => ({ default: m.PointsScreen })),
);
const PointScreen = lazy(() =>
  import("./screens/office/point.screen.tsx").then((m) => ({ default: m.PointScreen })),
);
const HeardScreen = lazy(() =>
  import("./screens/office/heard.screen.tsx").then((m) => ({ default: m.HeardScreen })),
);
const InspectorScreen = lazy(() =>
  import("./screens/office/inspector.screen.tsx").then((m) => ({ default: m.InspectorScreen })),
);
const RoundsScreen = lazy(() =>
  import("./screens/office/rounds.screen.tsx").then((m) => ({ default: m.RoundsScreen })),
);
const OrdersScreen = lazy(() =>
  import("./screens/office/orders.screen.tsx").then((m) => ({ default: m.OrdersScreen })),
);
const CompareScreen = lazy(() =>
  import("./screens/office/compare.screen.tsx").then((m) => ({ default: m.CompareScreen })),
);
const ReportScreen = lazy(() =>
  import("./screens/office/report.screen.tsx").then((m) => ({ default: m.ReportScreen })),
);
const WorkListScreen = lazy(() =>
  import("./screens/office/work-list.screen.tsx").then((m) => ({ default: m.WorkListScreen })),
);
const MailScreen = lazy(() =>
  import("./screens/office/mail.screen.tsx").then((m) => ({ default: m.MailScreen })),
);
const StartScreen = lazy(() =>
  import("./screens/field/start.screen.tsx").then((m) => ({ default: m.StartScreen })),
);
const ReadMetersScreen = lazy(() =>
  import("./screens/field/read-meters.screen.tsx").then((m) => ({ default: m.ReadMetersScreen })),
);
const DoorScreen = lazy(() =>
  import("./screens/field/door.screen.tsx").then((m) => ({ default: m.DoorScreen })),
);
const RideScreen = lazy(() =>
  import("./screens/field/ride.screen.tsx").then((m) => ({ default: m.RideScreen })),
);
const MissingScreen = lazy(() =>
  import("./screens/office/missing.screen.tsx").then((m) => ({ default: m.MissingScreen })),
);
const UsersScreen = lazy(() =>
  import("./screens/people/users.screen.tsx").then((m) => ({ default: m.UsersScreen })),
);
const RolesScreen = lazy(() =>
  import("./screens/people/roles.screen.tsx").then((m) => ({ default: m.RolesScreen })),
);
const RetentionScreen = lazy(() =>
  import("./screens/people/retention.screen.tsx").then((m) => ({ default: m.RetentionScreen })),
);
const ReviewScreen = lazy(() =>
  import("./screens/office/review.screen.tsx").then((m) => ({ default: m.ReviewScreen })),
);
const AuditScreen = lazy(() =>
  import("./screens/people/audit.screen.tsx").then((m) => ({ default: m.AuditScreen })),
);
const AccountScreen = lazy(() =>
  import("./screens/people/account.screen.tsx").then((m) => ({ default: m.AccountScreen })),
);
const SetupScreen = lazy(() =>
  import("./screens/people/setup.screen.tsx").then((m) => ({ default: m.SetupScreen })),
);
const InvitationScreen = lazy(() =>
  import("./screens/people/invitation.screen.tsx").then((m) => ({ default: m.InvitationScreen })),
);

const HeardHereScreen = lazy(() =>
  import("./screens/field/heard-here.screen.tsx").then((m) => ({ default: m.HeardHereScreen })),
);

/** One line per screen; each is fetched when it is first gone to. */
export function Routes(): JSX.Element {
  return (
    <>
      <Route path="/" component={() => <Navigate href="/points" />} />
      <Route path="/points" component={PointsScreen} />
      <Route path="/points/:id" component={PointScreen} />
      <Route path="/heard" component={HeardScreen} />
      <Route path="/inspector" component={InspectorScreen} />
      <Route path="/rounds/:id?" component={RoundsScreen} />
      <Route path="/work" component={WorkListScreen} />
      <Route path="/review" component={ReviewScreen} />
      <Route path="/orders" component={OrdersScreen} />
      <Route path="/compare" component={CompareScreen} />
      <Route path="/reports" component={() => <Navigate href="/reports/consumption" />} />
      <Route path="/mail" component={MailScreen} />
      <Route path="/reports/:id" component={ReportScreen} />
      <Route path="/read" component={StartScreen} />
      <Route path="/read/heard" component={HeardHereScreen} />
      <Route path="/read/:id" component={ReadMetersScreen} />
      <Route path="/read/:id/ride" component={RideScreen} />
      <Route path="/read/:id/door/:pointId" component={DoorScreen} />
      <Route path="/account" component={AccountScreen} />
      <Route path="/admin" component={() => <Navigate href="/admin/users" />} />
      <Route path="/admin/users" component={UsersScreen} />
      <Route path="/admin/roles" component={RolesScreen} />
      <Route path="/admin/retention" component={RetentionScreen} />
      <Route path="/admin/audit" component={AuditScreen} />
      <Route path="/setup" component={SetupScreen} />
      <Route path="/invitation" component={InvitationScreen} />
      <Route path="*" component={MissingScreen} />
    </>
  );
}

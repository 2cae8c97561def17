import { Navigate, Route } from "@solidjs/router";
import { type Component, type JSX, lazy } from "solid-js";
import { loadOfficeWords } from "./state/create-words.ts";

/** A screen that is shown once its sentences are there too. */
const worded = (load: () => Promise<{ readonly default: Component }>, reach: "list" | "all" = "all") =>
  lazy(async () => {
    const [screen] = await Promise.all([load(), loadOfficeWords(reach)]);
    return screen;
  });

const TodayScreen = worded(() =>
  import("./screens/office/today.screen.tsx").then((m) => ({ default: m.TodayScreen })),
);
const PointsScreen = worded(
  () => import("./screens/office/points.screen.tsx").then((m) => ({ default: m.PointsScreen })),
  "list",
);
const PointScreen = worded(() =>
  import("./screens/office/point.screen.tsx").then((m) => ({ default: m.PointScreen })),
);
const HeardScreen = worded(() =>
  import("./screens/office/heard.screen.tsx").then((m) => ({ default: m.HeardScreen })),
);
const InspectorScreen = worded(() =>
  import("./screens/office/inspector.screen.tsx").then((m) => ({ default: m.InspectorScreen })),
);
const RoundsScreen = worded(() =>
  import("./screens/office/rounds.screen.tsx").then((m) => ({ default: m.RoundsScreen })),
);
const GroupsScreen = worded(() =>
  import("./screens/office/groups.screen.tsx").then((m) => ({ default: m.GroupsScreen })),
);
const OrdersScreen = worded(() =>
  import("./screens/office/orders.screen.tsx").then((m) => ({ default: m.OrdersScreen })),
);
const FirmwareScreen = worded(() =>
  import("./screens/office/firmware.screen.tsx").then((m) => ({ default: m.FirmwareScreen })),
);
const CompareScreen = worded(() =>
  import("./screens/office/compare.screen.tsx").then((m) => ({ default: m.CompareScreen })),
);
const ReportScreen = worded(() =>
  import("./screens/office/report.screen.tsx").then((m) => ({ default: m.ReportScreen })),
);
const WorkListScreen = worded(() =>
  import("./screens/office/work-list.screen.tsx").then((m) => ({ default: m.WorkListScreen })),
);
const MailScreen = worded(() =>
  import("./screens/office/mail.screen.tsx").then((m) => ({ default: m.MailScreen })),
);
const OwnFieldsScreen = worded(() =>
  import("./screens/office/own-fields.screen.tsx").then((m) => ({ default: m.OwnFieldsScreen })),
);
const LiveScreen = worded(() =>
  import("./screens/office/live.screen.tsx").then((m) => ({ default: m.LiveScreen })),
);
const PressureScreen = worded(() =>
  import("./screens/office/pressure.screen.tsx").then((m) => ({ default: m.PressureScreen })),
);
const PeriodLockScreen = worded(() =>
  import("./screens/office/period-lock.screen.tsx").then((m) => ({ default: m.PeriodLockScreen })),
);
const StockScreen = worded(() =>
  import("./screens/office/stock.screen.tsx").then((m) => ({ default: m.StockScreen })),
);
const WeatherScreen = worded(() =>
  import("./screens/office/weather.screen.tsx").then((m) => ({ default: m.WeatherScreen })),
);
const StartScreen = lazy(() =>
  import("./screens/field/start.screen.tsx").then((m) => ({ default: m.StartScreen })),
);
const ReadMetersScreen = worded(() =>
  import("./screens/field/read-meters.screen.tsx").then((m) => ({ default: m.ReadMetersScreen })),
);
const DoorScreen = worded(() =>
  import("./screens/field/door.screen.tsx").then((m) => ({ default: m.DoorScreen })),
);
const ManualScreen = worded(() =>
  import("./screens/field/manual.screen.tsx").then((m) => ({ default: m.ManualScreen })),
);
const ExchangeScreen = worded(() =>
  import("./screens/field/exchange.screen.tsx").then((m) => ({ default: m.ExchangeScreen })),
);
const OrdersHereScreen = worded(() =>
  import("./screens/field/orders-here.screen.tsx").then((m) => ({ default: m.OrdersHereScreen })),
);
const RideScreen = worded(() =>
  import("./screens/field/ride.screen.tsx").then((m) => ({ default: m.RideScreen })),
);
const MissingScreen = worded(() =>
  import("./screens/office/missing.screen.tsx").then((m) => ({ default: m.MissingScreen })),
);
const MapSettingsScreen = worded(() =>
  import("./screens/office/map-settings.screen.tsx").then((m) => ({ default: m.MapSettingsScreen })),
);
const UsersScreen = worded(() =>
  import("./screens/people/users.screen.tsx").then((m) => ({ default: m.UsersScreen })),
);
const RolesScreen = worded(() =>
  import("./screens/people/roles.screen.tsx").then((m) => ({ default: m.RolesScreen })),
);
const MachinesScreen = worded(() =>
  import("./screens/people/machines.screen.tsx").then((m) => ({ default: m.MachinesScreen })),
);
const RetentionScreen = worded(() =>
  import("./screens/people/retention.screen.tsx").then((m) => ({ default: m.RetentionScreen })),
);
const RedecodingScreen = worded(() =>
  import("./screens/people/redecoding.screen.tsx").then((m) => ({ default: m.RedecodingScreen })),
);
const DeskReplayScreen = worded(() =>
  import("./screens/people/desk-replay.screen.tsx").then((m) => ({ default: m.DeskReplayScreen })),
);
const ReviewScreen = worded(() =>
  import("./screens/office/review.screen.tsx").then((m) => ({ default: m.ReviewScreen })),
);
const AuditScreen = worded(() =>
  import("./screens/people/audit.screen.tsx").then((m) => ({ default: m.AuditScreen })),
);
const AccountScreen = worded(() =>
  import("./screens/people/account.screen.tsx").then((m) => ({ default: m.AccountScreen })),
);
const SetupScreen = worded(() =>
  import("./screens/people/setup.screen.tsx").then((m) => ({ default: m.SetupScreen })),
);
const InvitationScreen = worded(() =>
  import("./screens/people/invitation.screen.tsx").then((m) => ({ default: m.InvitationScreen })),
);

const HeardHereScreen = worded(() =>
  import("./screens/field/heard-here.screen.tsx").then((m) => ({ default: m.HeardHereScreen })),
);

const TrainingFrame = worded(() =>
  import("./screens/training/training-frame.tsx").then((m) => ({ default: m.TrainingFrame })),
);
const TrainingStartScreen = worded(() =>
  import("./screens/training/training-start.screen.tsx").then((m) => ({ default: m.TrainingStartScreen })),
);
const ReplayScreen = worded(() =>
  import("./screens/training/replay.screen.tsx").then((m) => ({ default: m.ReplayScreen })),
);
const TrainingDoneScreen = worded(() =>
  import("./screens/training/training-done.screen.tsx").then((m) => ({ default: m.TrainingDoneScreen })),
);

/** The list is opened a hundred times a day: it is fetched before anything stands. */
export function loadListAhead(): void {
  // Whoever shows it says what is wrong with it.
  PointsScreen.preload().catch(() => undefined);
}

/** Another address, once its screen and words are there: links drawn anew on the way would not learn that they lead here. */
const goTo = (href: string, screen: ReturnType<typeof worded>): Component =>
  lazy(async () => {
    await screen.preload().catch(() => undefined);
    return { default: () => <Navigate href={href} /> };
  });

/** One line per screen; each is fetched when it is first gone to. */
export function Routes(): JSX.Element {
  return (
    <>
      <Route path="/" component={goTo("/today", TodayScreen)} />
      <Route path="/today" component={TodayScreen} />
      <Route path="/points" component={PointsScreen} />
      <Route path="/points/:id" component={PointScreen} />
      <Route path="/groups" component={GroupsScreen} />
      <Route path="/heard" component={HeardScreen} />
      <Route path="/inspector" component={InspectorScreen} />
      <Route path="/rounds/:id?" component={RoundsScreen} />
      <Route path="/work" component={WorkListScreen} />
      <Route path="/review" component={ReviewScreen} />
      <Route path="/orders" component={OrdersScreen} />
      <Route path="/orders/firmware" component={FirmwareScreen} />
      <Route path="/firmware" component={goTo("/orders/firmware", FirmwareScreen)} />
      <Route path="/compare" component={CompareScreen} />
      <Route path="/reports" component={goTo("/reports/consumption", ReportScreen)} />
      <Route path="/live" component={LiveScreen} />
      <Route path="/pressure/:id?" component={PressureScreen} />
      <Route path="/stock" component={StockScreen} />
      <Route path="/own-fields" component={OwnFieldsScreen} />
      <Route path="/weather" component={WeatherScreen} />
      <Route path="/period-lock" component={PeriodLockScreen} />
      <Route path="/mail" component={MailScreen} />
      <Route path="/reports/:id" component={ReportScreen} />
      <Route path="/read" component={StartScreen} />
      <Route path="/read/heard" component={HeardHereScreen} />
      <Route path="/read/:id" component={ReadMetersScreen} />
      <Route path="/read/:id/ride" component={RideScreen} />
      <Route path="/read/:id/door/:pointId" component={DoorScreen} />
      <Route path="/training/replay" component={ReplayScreen} />
      <Route component={TrainingFrame}>
        <Route path="/training" component={TrainingStartScreen} />
        <Route path="/training/done" component={TrainingDoneScreen} />
        <Route path="/training/:id" component={ReadMetersScreen} />
        <Route path="/training/:id/ride" component={RideScreen} />
        <Route path="/training/:id/type/:pointId" component={ManualScreen} />
        <Route path="/training/:id/exchange/:pointId" component={ExchangeScreen} />
        <Route path="/training/:id/orders/:pointId" component={OrdersHereScreen} />
      </Route>
      <Route path="/map-settings" component={MapSettingsScreen} />
      <Route path="/read/:id/type/:pointId" component={ManualScreen} />
      <Route path="/read/:id/exchange/:pointId" component={ExchangeScreen} />
      <Route path="/read/:id/orders/:pointId" component={OrdersHereScreen} />
      <Route path="/account" component={AccountScreen} />
      <Route path="/admin" component={goTo("/admin/users", UsersScreen)} />
      <Route path="/admin/users" component={UsersScreen} />
      <Route path="/admin/roles" component={RolesScreen} />
      <Route path="/admin/machines" component={MachinesScreen} />
      <Route path="/admin/retention" component={RetentionScreen} />
      <Route path="/admin/redecoding" component={RedecodingScreen} />
      <Route path="/admin/replay" component={DeskReplayScreen} />
      <Route path="/admin/audit" component={AuditScreen} />
      <Route path="/setup" component={SetupScreen} />
      <Route path="/invitation" component={InvitationScreen} />
      <Route path="*" component={MissingScreen} />
    </>
  );
}

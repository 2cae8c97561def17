import { DRIVERS } from "./index.ts";

/** A product by name, with what it is on the air beside its serial number. */
export interface KnownProduct {
  readonly product: string;
  readonly manufacturer: string;
  readonly version: number;
  readonly deviceType: number;
}

/** Every version and type that a driver reads by name, by product. */
export const listProducts = (): readonly KnownProduct[] =>
  DRIVERS.flatMap(({ detect, product, productByVersion }) =>
    detect.flatMap(({ manufacturer, versions, deviceTypes }) =>
      versions === "any"
        ? []
        : versions.flatMap((version) =>
            deviceTypes.map((deviceType) => ({
              product: productByVersion?.[version] ?? product,
              ...{ manufacturer, version, deviceType },
            })),
          ),
    ),
  ).sort((a, b) => (a.product < b.product ? -1 : 1));

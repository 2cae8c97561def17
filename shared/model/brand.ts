declare const brand: unique symbol;
/** A type that cannot be swapped for another of the same shape (ids, bytes of one layer). */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

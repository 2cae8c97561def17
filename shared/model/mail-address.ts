/**
 * Whether mail can be sent to it as far as a glance tells: one @, something on both sides, no spaces. Whatever else an
 * address may be is the business of whoever delivers it.
 */
export const isMailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

/** Whether a part of the app could not be fetched: without a network, or gone since the server has a newer version. */
export const isAway = (error: unknown): boolean => /import|preload|module script/i.test(String(error));

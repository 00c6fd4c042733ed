/** What the shell gets to know; documented in the README. */
export const EXIT = {
  complete: 0,
  /** Something in Malmoi is broken. */
  bug: 1,
  /** The user must change something; the message says what. */
  config: 2,
  /** The run went to its end, and something was quarantined. */
  partial: 3,
  /** The terminal was closed, as shells report it. */
  hungUp: 129,
  /** Ctrl-C, as shells report it. */
  interrupted: 130,
  /** `kill`, as shells report it. */
  terminated: 143,
  /** Whoever read the output has closed it (`malmoi ... | head`), as shells report it. */
  unread: 141,
} as const;

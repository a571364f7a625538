// The icons of the application: 24 units, 1.5 stroke, decorative (a word always stands beside them).
const paths = {
  check: "M5 12.5 10 17.5 19.5 7",
  alert: "M12 4 21 19.5H3L12 4ZM12 10v4.5M12 17v.2",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
  device: "M4 5.5h16v10H4zM9 19.5h6M12 15.5v4",
  help: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.6 9.6a2.4 2.4 0 1 1 3.5 2.1c-.8.5-1.1 1-1.1 1.8M12 16.6v.2",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-4 3.6-6 7.5-6s6.900 2 7.500 6",
  globe: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.500c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.2M4 12h.2M4 18h.2",
  back: "M14.500 5.500 8 12l6.5 6.5",
  next: "M9.500 5.500 16 12l-6.5 6.5",
  up: "M5.500 14.500 12 8l6.5 6.500",
  down: "M5.500 9.500 12 16l6.500-6.500",
  file: "M6 3.500h8l4 4v13H6zM14 3.500v4h4",
  upload: "M12 15.500v-11M7.500 9 12 4.500 16.500 9M4.500 15.500v4h15v-4",
  print: "M7 8.500v-5h10v5M7 17.500H4v-9h16v9h-3M7 14.500h10v6H7z",
  flag: "M6 21V4h11l-2.500 4L17 12H6",
  bridge: "M3 17h2.500M18.500 17H21M5.500 17a6.500 6.500 0 0 1 13 0",
  lock: "M6 10.500h12v10H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark: a half-arch bridge and its reflection close to a circle on one line. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 40 24" aria-hidden="true" focusable="false" width="40" height="24" fill="none">
      <path d="M1 12h10M29 12h10" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M11 12a9 9 0 0 1 18 0" stroke="currentColor" strokeWidth="2" />
      <path d="M11 12a9 9 0 0 0 18 0" stroke="var(--signal)" strokeWidth="2" strokeDasharray="2.600 2.400" />
    </svg>
  );
}

/** How much `npm run seed:large` makes. */
export interface SeedSize {
  teams: number;
  people: number;
  images: number;
  builds: number;
  projects: number;
  /** Lines of the one step of the longest build. */
  longLines: number;
}

export const LARGE: SeedSize = {
  teams: 200,
  people: 2000,
  images: 10_000,
  builds: 100_000,
  projects: 5000,
  longLines: 1_000_000,
};

import { byScore } from './boards.ts';
import type { SiteData } from './entry.ts';
import { Scroll } from './filters.tsx';
import { renderPage, type Site } from './layout.tsx';
import { Outside } from './text.tsx';

/** What can be downloaded. */
export function dataPage({ entries }: SiteData, site: Site): string {
  return renderPage({
    site,
    title: 'Data',
    description: 'All scores and verdicts of the Lacuna leaderboard to download.',
    root: '',
    section: 'Data',
    listed: true,
    children: (
      <>
        <section class="lede">
          <h1>Take it with you</h1>
          <p>
            Everything that these pages show is in these files, in plain JSON and CSV. Addresses
            stay the same from build to build.
          </p>
        </section>
        <section>
          <h2>All submissions</h2>
          <ul class="files">
            <li>
              <a href="data/scores.csv" download>
                scores.csv
              </a>
              <span>
                a row a budget of each run: every share with its interval and denominators
              </span>
            </li>
            <li>
              <a href="data/scores.json" download>
                scores.json
              </a>
              <span>the same as records, with settings, notes and slopes</span>
            </li>
            <li>
              <a href="data/items.json" download>
                items.json
              </a>
              <span>the list of pairs, with the share of replies that got each right</span>
            </li>
          </ul>
        </section>
        <section>
          <h2>Each submission</h2>
          <Scroll label="Files of each submission">
            <table class="board">
              <caption class="unseen">Files of each submission</caption>
              <thead>
                <tr>
                  <th scope="col" class="model">
                    Model
                  </th>
                  <th scope="col" class="words wide">
                    Items
                  </th>
                  <th scope="col" class="words">
                    Figures
                  </th>
                  <th scope="col" class="words">
                    Verdicts
                  </th>
                </tr>
              </thead>
              <tbody>
                {[...entries].sort(byScore).map(({ slug, model, items }) => (
                  <tr key={slug}>
                    <th scope="row" class="model">
                      <a href={`models/${slug}.html`}>
                        <Outside text={model} />
                      </a>
                    </th>
                    <td class="words wide">{items}</td>
                    <td class="words">
                      <a href={`data/models/${slug}.json`} download>
                        JSON<span class="unseen"> of {slug}</span>
                      </a>
                    </td>
                    <td class="words">
                      <a href={`data/verdicts/${slug}.csv`} download>
                        CSV<span class="unseen"> of {slug}</span>
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
        <section class="prose">
          <h2>Conditions</h2>
          <p>
            Scores and verdicts are free to use. Problems and replies carry a canary string: please
            keep them out of training sets.
          </p>
        </section>
      </>
    ),
  });
}

"use client";
import { Download } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useRef } from "react";
import { OperationEntry } from "#components/api-reference/operation-entry";
import type { Group, Schema } from "#components/api-reference/reference";
import { ReferenceGuide } from "#components/api-reference/reference-guide";
import {
  FoundList,
  findOperations,
  GroupList,
  hrefOf,
  type IndexGroup,
} from "#components/api-reference/reference-list";
import { useOperationAddress } from "#components/api-reference/use-operation-address";
import { useOwnValues } from "#components/api-reference/use-own-values";
import { WebhookGuide } from "#components/api-reference/webhook-guide";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { useSearchText } from "#components/images/catalogue-search-text";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { PageHeader } from "#components/ui/page-header";
import { SearchInput } from "#components/ui/search-input";
import { Select } from "#components/ui/select";

/** Stands for the guide: a Select has no empty value. */
const GUIDE = "*";

export interface ApiPageProps {
  index: readonly IndexGroup[];
  /** The part that is shown; null for how it all works. */
  group: Group | null;
  /** What an error's body has, for the guide. */
  problem: Schema | null;
  /** What webhooks are sent, where it is their part that is shown. */
  webhookPayload: Schema | null;
}

/** The API's reference, made from its own document: a part at a time, with commands in the viewer's own values. */
export function ApiPage({ index, group, problem, webhookPayload }: ApiPageProps) {
  const router = useRouter();
  const replaceSearch = useReplaceSearch();
  const q = useSearchParams().get("q")?.trim() ?? "";
  const [text, setText] = useSearchText(q, (next) => replaceSearch({ q: next || null }));
  const input = useRef<HTMLInputElement>(null);
  const own = useOwnValues();
  useOperationAddress(index, group?.id ?? null);
  useShortcuts("API", [{ keys: "/", label: "Search operations", run: () => input.current?.focus() }]);

  return (
    <>
      <PageHeader
        title="API"
        meta="All that this site does, for scripts, CI and agents: the site itself uses nothing else."
        actions={
          <a
            href="/api/v1/openapi.json"
            target="_blank"
            rel="noopener"
            className="inline-flex items-center gap-1.5 rounded-sm text-sm text-muted hover:text-fg hover:underline"
          >
            <Download className="size-4" aria-hidden="true" />
            OpenAPI document
          </a>
        }
      />
      <div className="grid grid-cols-1 gap-x-8 gap-y-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <nav
          aria-label="Parts of the API"
          className="flex flex-col gap-3 lg:sticky lg:top-5 lg:max-h-[calc(100dvh-2.5rem)] lg:self-start"
        >
          <SearchInput
            ref={input}
            label="Search operations"
            placeholder="Search operations"
            keys="/"
            value={text}
            onValueChange={setText}
            autoComplete="off"
            spellCheck={false}
            onKeyDown={(event) => {
              const [first] = findOperations(index, text);
              if (event.key === "Enter" && text.trim() && first) router.push(hrefOf(first.group, first.id));
            }}
          />
          {text.trim() ? (
            <div className="min-h-0 lg:overflow-y-auto">
              <FoundList index={index} q={text.trim()} />
            </div>
          ) : (
            <>
              <div className="min-h-0 max-lg:hidden lg:overflow-y-auto">
                <GroupList index={index} current={group?.id ?? null} />
              </div>
              <Select
                label="Part of the API"
                className="lg:hidden"
                value={group?.id ?? GUIDE}
                onValueChange={(id) => router.push(id === GUIDE ? "/api" : hrefOf(id))}
                options={[
                  { value: GUIDE, label: "How it works" },
                  ...index.map(({ id, title }) => ({ value: id, label: title })),
                ]}
              />
            </>
          )}
        </nav>
        <div className="min-w-0">
          {group ? (
            <>
              <h2 className="text-lg font-semibold">{group.title}</h2>
              {webhookPayload ? <WebhookGuide payload={webhookPayload} /> : null}
              {group.operations.map((operation) => (
                <OperationEntry key={operation.id} operation={operation} own={own} />
              ))}
            </>
          ) : (
            <ReferenceGuide own={own} problem={problem} />
          )}
        </div>
      </div>
    </>
  );
}

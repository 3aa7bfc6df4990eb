<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/**
 * What an identity of webmail and a profile of mayfrom both keep, in one form: texts by field. A signature has its kind
 * before it, since the same letters as text and as HTML are not the same.
 */
final class ProfileFields
{
    public const FIELDS = ['name', 'organization', 'reply-to', 'bcc', 'signature', 'standard'];

    /** Where a change sends mail elsewhere. */
    public const LEADING_AWAY = ['reply-to', 'bcc'];

    private const TEXT = 'text:';
    private const HTML = 'html:';

    /** @param array<string, mixed> $row @return array<string, string> */
    public static function ofIdentity(array $row): array
    {
        $signature = trim((string) ($row['signature'] ?? ''));
        $kind = empty($row['html_signature']) ? self::TEXT : self::HTML;

        return [
            'name' => trim((string) ($row['name'] ?? '')),
            'organization' => trim((string) ($row['organization'] ?? '')),
            'reply-to' => trim((string) ($row['reply-to'] ?? '')),
            'bcc' => trim((string) ($row['bcc'] ?? '')),
            'signature' => $signature === '' ? '' : $kind . $signature,
            'standard' => empty($row['standard']) ? '' : '1',
        ];
    }

    /** @param array<string, mixed> $profile @return array<string, string> */
    public static function ofProfile(array $profile): array
    {
        $html = trim((string) ($profile['signatureHtml'] ?? ''));
        $text = trim((string) ($profile['signature'] ?? ''));

        return [
            'name' => trim((string) $profile['displayName']),
            'organization' => trim((string) ($profile['organization'] ?? '')),
            'reply-to' => trim((string) ($profile['replyTo'] ?? '')),
            'bcc' => trim((string) ($profile['bcc'] ?? '')),
            'signature' => match (true) {
                $html !== '' => self::HTML . $html,
                $text !== '' => self::TEXT . $text,
                default => '',
            },
            // What becomes the default once it may be used is none yet.
            'standard' => $profile['isDefault'] ? '1' : '',
        ];
    }

    /** @param array<string, string> $fields @return array<string, string|int> columns of an identity */
    public static function toIdentity(array $fields): array
    {
        $row = array_intersect_key($fields, array_flip(['name', 'organization', 'reply-to', 'bcc']));
        if (isset($fields['signature'])) {
            $isHtml = str_starts_with($fields['signature'], self::HTML);
            $row['signature'] = substr($fields['signature'], strlen(self::HTML));
            $row['html_signature'] = $isHtml ? 1 : 0;
        }

        return $row;
    }

    /** @param array<string, string> $fields @return array<string, string|bool|null> fields of the API's inputs */
    public static function toProfile(array $fields): array
    {
        $input = [];
        foreach (['name' => 'displayName', 'organization' => 'organization', 'reply-to' => 'replyTo', 'bcc' => 'bcc'] as $ours => $theirs) {
            if (isset($fields[$ours])) {
                $input[$theirs] = $fields[$ours] === '' && $ours !== 'name' ? null : $fields[$ours];
            }
        }
        if (isset($fields['signature'])) {
            $content = substr($fields['signature'], strlen(self::HTML));
            $isHtml = str_starts_with($fields['signature'], self::HTML);
            $input['signature'] = $isHtml || $content === '' ? null : $content;
            $input['signatureHtml'] = $isHtml && $content !== '' ? $content : null;
        }
        // That another one is the default is said of that one.
        if (($fields['standard'] ?? '') === '1') {
            $input['isDefault'] = true;
        }

        return $input;
    }

    /** Which field of an identity the API speaks of: `input.replyTo` is about `reply-to`. */
    public static function named(string $path): ?string
    {
        $name = preg_replace('/^.*\./', '', $path);

        return [
            'displayName' => 'name',
            'organization' => 'organization',
            'replyTo' => 'reply-to',
            'bcc' => 'bcc',
            'signature' => 'signature',
            'signatureHtml' => 'signature',
        ][$name] ?? null;
    }

    /** Fit for a sentence. */
    public static function shown(string $value): string
    {
        $text = str_starts_with($value, self::HTML) ? html_entity_decode(strip_tags($value)) : $value;

        return mb_substr(trim((string) preg_replace('/^(?:text|html):/', '', $text)), 0, 200);
    }
}

<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

use GuzzleHttp\Exception\GuzzleException;
use GuzzleHttp\Psr7\Utils;

/** By Roundcube's own HTTP client, which has no time limit unless it is given one. */
final class HttpTransport implements Transport
{
    public function __construct(private readonly Settings $settings)
    {
    }

    public function post(Request $request): Answer
    {
        $sink = new BoundedBody(Utils::streamFor(fopen('php://temp', 'w+')));
        try {
            $answer = \rcmail::get_instance()->get_http_client()->post($request->url, [
                'connect_timeout' => min($this->settings->connectTimeout, $request->timeoutSeconds),
                'timeout' => $request->timeoutSeconds,
                'http_errors' => false,
                'allow_redirects' => false,
                'sink' => $sink,
                'headers' => [
                    'Authorization' => "Bearer {$request->token}",
                    'Content-Type' => 'application/json',
                    'Accept' => 'application/json',
                    'X-Request-Id' => $request->id,
                    'Accept-Language' => str_replace('_', '-', (string) ($_SESSION['language'] ?? 'en_US')),
                ],
                'body' => $request->body,
            ]);
        } catch (GuzzleException $trouble) {
            throw new \RuntimeException($sink->isTooLong() ? 'the answer is too long' : $trouble->getMessage());
        }

        return new Answer($answer->getStatusCode(), (string) $sink);
    }
}

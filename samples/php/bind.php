<?php
// Binds A and B to a privacy number X, lets A call B through it, and receives what the platform pushes about the call.
//
// PHP 8.0 or later, nothing to install. EMULATOR_URL says where the emulator is, http://127.0.0.1:8080 unless set.

declare(strict_types=1);

const APP_KEY = 'axb-demo-key';
const APP_SECRET = 'axb-demo-secret';
const A = '+8613800000021';
const B = '+8613800000022';
const BINDINGS = '/rest/caas/relationnumber/partners/v1.0';
const PATIENCE_SECONDS = 20;

/** PasswordDigest: the raw 32 bytes of the HMAC in Base64, not its hex text. Nothing of the body is covered. */
function digest(string $nonce, string $created): string
{
    return base64_encode(hash_hmac('sha256', $nonce . $created, APP_SECRET, binary: true));
}

function signedHeaders(): array
{
    $nonce = bin2hex(random_bytes(16)); // digits and letters only: uniqid() with more entropy has a dot
    $created = gmdate('Y-m-d\TH:i:s\Z'); // UTC, whatever date_default_timezone_set() says
    return [
        'Authorization: AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
        sprintf('X-AKSK: UsernameToken Username="%s",PasswordDigest="%s",Nonce="%s",Created="%s"', APP_KEY, digest($nonce, $created), $nonce, $created),
    ];
}

/** Pushes are signed as requests are, with the same key and secret. The attributes are read by name, whatever their order. */
function isGenuine(string $header): bool
{
    preg_match_all('/(\w+)="([^"]*)"/', $header, $found);
    $token = array_combine($found[1], $found[2]) + ['Username' => '', 'PasswordDigest' => '', 'Nonce' => '', 'Created' => ''];
    return $token['Username'] === APP_KEY && hash_equals(digest($token['Nonce'], $token['Created']), $token['PasswordDigest']);
}

function emulator(): string
{
    return rtrim(getenv('EMULATOR_URL') ?: 'http://127.0.0.1:8080', '/');
}

/** @return array{int, array} the HTTP status and the body */
function send(string $method, string $path, ?array $body = null, array $headers = []): array
{
    $context = stream_context_create(['http' => [
        'method' => $method,
        'header' => ['Content-Type: application/json;charset=UTF-8', ...$headers],
        'content' => $body === null ? '' : json_encode($body),
        'timeout' => PATIENCE_SECONDS,
        'ignore_errors' => true, // otherwise the body of a refusal, which is JSON too, is thrown away
    ]]);
    $answer = @file_get_contents(emulator() . $path, false, $context);
    if ($answer === false) {
        throw new RuntimeException('no emulator at ' . emulator() . ': ' . preg_replace('/^.*: /', '', error_get_last()['message']));
    }
    return [(int) explode(' ', $http_response_header[0])[1], json_decode($answer, associative: true) ?? []];
}

function control(string $method, string $path, array $body): void
{
    [$status, $answer] = send($method, '/_emulator/' . $path, $body);
    if ($status >= 300) {
        throw new RuntimeException("$method $path: HTTP $status " . json_encode($answer));
    }
}

function platform(string $method, string $path, ?array $body = null): array
{
    [$status, $answer] = send($method, $path, $body, signedHeaders());
    if (($answer['resultcode'] ?? '') !== '0') { // a string
        throw new RuntimeException("$method $path: " . ($answer['resultcode'] ?? "HTTP $status") . ' ' . ($answer['resultdesc'] ?? ''));
    }
    return $answer;
}

/**
 * The web server's side: PHP's own server runs this file once for each push. It answers at once, since the platform takes an answer that
 * comes late for none and pushes again, and then hands the push to the program that started the server, a line of JSON each.
 */
function receive(): void
{
    $genuine = isGenuine($_SERVER['HTTP_X_AKSK'] ?? '');
    http_response_code($genuine ? 200 : 401); // anything but 200 is a failure, after which the platform tries again
    header('Content-Length: 0');
    flush();
    file_put_contents('php://stdout', ($genuine ? json_encode(json_decode(file_get_contents('php://input'))) : 'null') . "\n");
}

function show(array $push): void
{
    if ($push['eventType'] === 'fee') { // always a list: the CDRs of calls that end within a second come together
        foreach ($push['feeLst'] as $cdr) {
            echo "pushed   fee: $cdr[callerNum] talked to $cdr[fwdDstNum], $cdr[fwdAnswerTime] to $cdr[callEndTime] UTC\n";
        }
    } else {
        echo "pushed   $push[eventType]", $push['eventType'] === 'disconnect' ? ", stateCode {$push['statusInfo']['stateCode']}" : '', "\n";
    }
}

/** @param resource $pushes */
function showPushes($pushes): void
{
    do {
        [$ready, $write, $except] = [[$pushes], null, null];
        $line = stream_select($ready, $write, $except, PATIENCE_SECONDS) ? fgets($pushes) : false;
        if ($line === false) {
            throw new RuntimeException('no push for ' . PATIENCE_SECONDS . ' seconds');
        }
        $push = json_decode($line, associative: true) ?? throw new RuntimeException('refused a push: its signature is wrong');
        show($push);
    } while ($push['eventType'] !== 'fee');
}

function run(): void
{
    $server = proc_open([PHP_BINARY, '-S', '127.0.0.1:0', __FILE__], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
    try {
        preg_match('#http://[\d.:]+#', (string) fgets($pipes[2]), $here) || throw new RuntimeException('PHP cannot start its web server');
        bindAndCall($here[0], $pipes[1]);
    } finally {
        proc_terminate($server);
    }
}

/** @param resource $pushes */
function bindAndCall(string $here, $pushes): void
{
    // In the console of the real platform an administrator sets where to push.
    control('PATCH', 'applications/axb-demo', ['statusUrl' => "$here/status", 'feeUrl' => "$here/fee"]);

    $binding = platform('POST', BINDINGS, ['callerNum' => A, 'calleeNum' => B, 'areaCode' => '0755', 'duration' => 600]);
    echo 'bound    ', A, ' and ', B, " to X $binding[relationNum]\n";
    try {
        control('POST', 'calls', ['from' => A, 'to' => $binding['relationNum'], 'ringsFor' => '0s', 'talksFor' => '1s']);
        echo 'dialled  ', A, " calls $binding[relationNum]\n";
        showPushes($pushes);
    } finally {
        platform('DELETE', BINDINGS . '?subscriptionId=' . rawurlencode($binding['subscriptionId']));
        echo "unbound\n";
        control('PATCH', 'applications/axb-demo', ['statusUrl' => null, 'feeUrl' => null]);
    }
}

if (PHP_SAPI === 'cli-server') {
    receive();
    return;
}

try {
    run();
} catch (RuntimeException $failure) {
    fwrite(STDERR, "failed   {$failure->getMessage()}\n");
    exit(1);
}

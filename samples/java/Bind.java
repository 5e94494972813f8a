import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds A and B to a privacy number X, lets A call B through it, and receives what the platform pushes about the call.
 *
 * <p>Java 17 or later, nothing to build. EMULATOR_URL says where the emulator is, http://127.0.0.1:8080 unless set.
 */
public final class Bind {
    private static final String EMULATOR = Optional.ofNullable(System.getenv("EMULATOR_URL")).orElse("http://127.0.0.1:8080").replaceAll("/$", "");
    private static final String APP_KEY = "axb-demo-key";
    private static final String APP_SECRET = "axb-demo-secret";
    private static final String A = "+8613800000021";
    private static final String B = "+8613800000022";
    private static final String BINDINGS = "/rest/caas/relationnumber/partners/v1.0";
    private static final String APPLICATION = "/_emulator/applications/axb-demo";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** What arrived; empty for a push that was refused. */
    private static final BlockingQueue<Optional<String>> PUSHES = new LinkedBlockingQueue<>();

    /** Something that the user is told in one line. */
    private static final class Failure extends Exception {
        Failure(String message) {
            super(message);
        }
    }

    public static void main(String[] args) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Bind::receive);
        server.start();
        try {
            run("http://127.0.0.1:" + server.getAddress().getPort());
        } catch (Failure failure) {
            System.err.println("failed   " + failure.getMessage());
            System.exit(1);
        } finally {
            server.stop(0); // its threads keep the program alive
        }
    }

    private static void run(String here) throws Exception {
        // In the console of the real platform an administrator sets where to push.
        control("PATCH", APPLICATION, """
            {"statusUrl":"%s/status","feeUrl":"%s/fee"}""".formatted(here, here));

        var binding = platform("POST", BINDINGS, """
            {"callerNum":"%s","calleeNum":"%s","areaCode":"0755","duration":600}""".formatted(A, B));
        var x = field(binding, "relationNum");
        System.out.printf("bound    %s and %s to X %s%n", A, B, x);
        try {
            control("POST", "/_emulator/calls", """
                {"from":"%s","to":"%s","ringsFor":"0s","talksFor":"1s"}""".formatted(A, x));
            System.out.printf("dialled  %s calls %s%n", A, x);
            showPushes();
        } finally {
            platform("DELETE", BINDINGS + "?subscriptionId=" + URLEncoder.encode(field(binding, "subscriptionId"), UTF_8), null);
            System.out.println("unbound");
            control("PATCH", APPLICATION, """
                {"statusUrl":null,"feeUrl":null}""");
        }
    }

    private static void showPushes() throws Exception {
        for (var event = ""; !event.equals("fee"); ) {
            var arrived = PUSHES.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (arrived == null) {
                throw new Failure("no push for " + PATIENCE.toSeconds() + " seconds");
            }
            var push = arrived.orElseThrow(() -> new Failure("refused a push: its signature is wrong"));
            event = field(push, "eventType");
            System.out.println("pushed   " + switch (event) {
                case "disconnect" -> "disconnect, stateCode " + field(push, "stateCode");
                // feeLst is a list: the CDRs of calls that end within a second come together. Here there is one call.
                case "fee" -> "fee: %s talked to %s, %s to %s UTC".formatted(
                    field(push, "callerNum"), field(push, "fwdDstNum"), field(push, "fwdAnswerTime"), field(push, "callEndTime"));
                default -> event;
            });
        }
    }

    /** Answers at once and hands the push over: the platform takes an answer that comes late for none, and pushes again. */
    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var genuine = isGenuine(exchange.getRequestHeaders().getFirst("X-AKSK"));
            exchange.sendResponseHeaders(genuine ? 200 : 401, -1); // anything but 200 is a failure, after which the platform tries again
            PUSHES.add(genuine ? Optional.of(body) : Optional.empty());
        }
    }

    /** PasswordDigest: the raw 32 bytes of the HMAC in Base64, not its hex text. Nothing of the body is covered. */
    private static String digest(String nonce, String created) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(APP_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal((nonce + created).getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** Pushes are signed as requests are, with the same key and secret. The attributes are read by name, whatever their order. */
    private static boolean isGenuine(String header) {
        var token = new HashMap<String, String>();
        ATTRIBUTE.matcher(header == null ? "" : header).results().forEach(match -> token.put(match.group(1), match.group(2)));
        var expected = digest(token.getOrDefault("Nonce", ""), token.getOrDefault("Created", ""));
        return APP_KEY.equals(token.get("Username"))
            && MessageDigest.isEqual(token.getOrDefault("PasswordDigest", "").getBytes(UTF_8), expected.getBytes(UTF_8));
    }

    private static String platform(String method, String path, String body) throws Exception {
        var nonce = UUID.randomUUID().toString().replace("-", ""); // digits and letters only
        var created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(); // UTC, no fraction of a second
        var answer = send(request(method, path, body)
            .header("Authorization", "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"")
            .header("X-AKSK", "UsernameToken Username=\"%s\",PasswordDigest=\"%s\",Nonce=\"%s\",Created=\"%s\""
                .formatted(APP_KEY, digest(nonce, created), nonce, created))).body(); // a refusal of the platform is JSON too
        if (!"0".equals(field(answer, "resultcode"))) {
            throw new Failure(method + " " + path + ": " + field(answer, "resultcode") + " " + field(answer, "resultdesc"));
        }
        return answer;
    }

    private static void control(String method, String path, String body) throws Exception {
        var answer = send(request(method, path, body));
        if (answer.statusCode() >= 300) {
            throw new Failure(method + " " + path + ": HTTP " + answer.statusCode() + " " + answer.body());
        }
    }

    private static HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(EMULATOR + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json;charset=UTF-8")
            .timeout(PATIENCE);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException error) { // a ConnectException has no message
            throw new Failure("no emulator at " + EMULATOR + ": " + (error instanceof ConnectException ? "connection refused" : error.getMessage()));
        }
    }

    /**
     * The value of a member, or null. The JDK reads no JSON: a pattern will do for plain texts and numbers whose names occur once, and
     * needs no library. Your application takes Jackson or Gson.
     */
    private static String field(String json, String name) {
        var member = Pattern.compile("\"%s\"\\s*:\\s*(?:\"([^\"\\\\]*)\"|(-?\\d+))".formatted(name)).matcher(json);
        return member.find() ? Optional.ofNullable(member.group(1)).orElse(member.group(2)) : null;
    }
}

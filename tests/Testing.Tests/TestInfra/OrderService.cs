using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateNumber.Emulator.Testing.Tests.TestInfra;

/// <summary>The code under test, as a user has it: it knows the platform's API and nothing of an emulator.</summary>
internal sealed class OrderService(HttpClient http, string appKey = "orders-key", string appSecret = "orders-secret")
{
    private int _nonce;

    /// <summary>Binds the customer and the driver; the answer is the number that they call each other by.</summary>
    public async Task<string> ConnectAsync(string customer, string driver)
    {
        var answer = await PostAsync(
            "/rest/caas/relationnumber/partners/v1.0",
            new JsonObject { ["callerNum"] = customer, ["calleeNum"] = driver, ["areaCode"] = "0755" });
        return (string?)answer["relationNum"] ?? throw new InvalidOperationException((string?)answer["resultdesc"]);
    }

    /// <summary>Ends a call by its sessionId.</summary>
    public async Task<string> HangUpAsync(string sessionId)
    {
        var body = new JsonObject { ["sessionid"] = sessionId, ["signal"] = "call_stop" };
        return (string)(await PostAsync("/rest/httpsessions/callStop/v2.0", body))["resultcode"]!;
    }

    private async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        var nonce = Interlocked.Increment(ref _nonce).ToString("x32", CultureInfo.InvariantCulture);
#pragma warning disable RS0030 // A user's application lives in real time, and the platform compares Created with it.
        var created = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
#pragma warning restore RS0030
        var digest = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(nonce + created)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"");
        request.Headers.TryAddWithoutValidation(
            "X-AKSK", $"UsernameToken Username=\"{appKey}\",PasswordDigest=\"{digest}\",Nonce=\"{nonce}\",Created=\"{created}\"");
        using var response = await http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}

using System.Text.RegularExpressions;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

/// <summary>The headers of pushes (call-notifications.md §1).</summary>
internal sealed partial class SigningTests
{
    [TestCase(PushAuth.Aksk, "AKSK", "X-AKSK")]
    [TestCase(PushAuth.Wsse, "WSSE", "X-WSSE")]
    [Rule("call-notifications.md §1", "A push is a POST of JSON, signed with the application's own pair; Username, PasswordDigest, Nonce, Created in this order without blanks.", Switch = "applications[].pushAuth")]
    public async Task A_push_is_signed(PushAuth auth, string scheme, string header)
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(customer, PushSample.Application with { PushAuth = auth });

        await emulator.PlayAsync(PushSample.Stranger, X);

        var push = customer.Received[0];
        var token = Token().Match(push[header]);
        var (nonce, created) = (token.Groups["nonce"].Value, token.Groups["created"].Value);
        Assert.That(push.Method, Is.EqualTo("POST"));
        Assert.That(push["Content-Type"], Is.EqualTo("application/json;charset=UTF-8"));
        Assert.That(push["Authorization"], Is.EqualTo($"{scheme} realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\""));
        Assert.That(token.Success, Is.True, push[header]);
        Assert.That(token.Groups["user"].Value, Is.EqualTo("axb-key"));
        Assert.That(
            token.Groups["digest"].Value,
            Is.EqualTo(auth == PushAuth.Aksk ? Digests.Aksk("axb-secret", nonce, created) : Digests.Wsse("axb-secret", nonce, created)));
        Assert.That(
            push.Headers.Select(h => h.Key), Is.EquivalentTo((string[])["Authorization", header, "Connection", "Content-Type"]));
    }

    [Test]
    [Rule("call-notifications.md §1", "Each attempt is signed anew; the body stays the same.", Inferred = true)]
    public async Task Each_attempt_has_a_nonce_of_its_own()
    {
        using var customer = new Customer();
        customer.Answer(500, 500, 200);
        await using var emulator = await PushSample.StartAsync(customer, PushSample.Application with { FeeUrl = null, CallinUrl = PushSample.StatusUrl });
        emulator.Place(A, X);

        await emulator.AdvanceAsync(TimeSpan.FromMinutes(5));

        var callins = customer.Received.Where(push => push.EventType == "callin").ToList();
        Assert.That(callins.Select(push => push["X-AKSK"]), Is.Unique.And.Not.Empty);
        Assert.That(callins.Select(push => push.Body).Distinct().Count(), Is.EqualTo(1));
    }

    [GeneratedRegex("^UsernameToken Username=\"(?<user>[^\"]+)\",PasswordDigest=\"(?<digest>[A-Za-z0-9+/]{43}=)\",Nonce=\"(?<nonce>[0-9a-f]{32})\",Created=\"(?<created>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\"$", RegexOptions.None, 1000)]
    private static partial Regex Token();
}

using System.Net;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Applications;

/// <summary>Who calls, and may they: the checks of auth.md §4 in their order, for every interface (decision D32).</summary>
internal sealed class Authenticator(Worlds worlds, AuthOptions options)
{
    /// <summary>What the oldest clients get, of every interface: they log in again on this code alone (decision D42).</summary>
    public static readonly Refusal OldestScheme = new(
        ResultCodes.InvalidAppKey,
        Explain.Refused(
            "Requests are signed by headers; access_token is not supported any more.", "decision D42", "access_token", "the headers Authorization and X-AKSK", "access_token in the URL"));

    /// <summary>The application as far as it is known, also when it is refused; the refusal is null for who may go on.</summary>
    public (World? World, Refusal? Refusal) Authenticate(HttpRequest request, SignatureHeaders headers, IPAddress address, Mode? mode)
    {
        if (worlds.Lockout.IsLocked(address, worlds.Clock.Now))
        {
            return (null, Refuse(
                ResultCodes.AuthenticationLocked,
                $"This address failed to authenticate {options.Lockout.Failures} times; reset or wait {options.Lockout.Lasts}.",
                "address", "one that is not locked out", address.ToString()));
        }

        if (request.Headers.Authorization.Count == 0 && request.Query.ContainsKey("access_token"))
        {
            return (null, Failed(address, OldestScheme));
        }

        var (credentials, refusal) = Credentials.Read(headers, options.Wsse);
        if (credentials is null)
        {
            return (null, refusal);
        }

        if (worlds.FindByKey(credentials.AppKey) is not { } world)
        {
            return (null, Failed(address, Refuse(ResultCodes.InvalidAppKey, "No application has this key.", "Username", "the appKey of an application", credentials.AppKey)));
        }

        return (world, Check(world, credentials, address) ?? CheckApplication(world.Application, mode));
    }

    private Refusal? Check(World world, Credentials credentials, IPAddress address)
    {
        var application = world.Application;
        if (application.Status == ApplicationStatus.Suspended)
        {
            return Refuse(ResultCodes.AppKeyUnavailable, "The application is suspended.", "status", "normal", "suspended");
        }

        if (application.IpWhitelist.Count > 0 && !application.IpWhitelist.Any(network => network.Contains(address)))
        {
            return Refuse(
                ResultCodes.IpNotInWhitelist, "The application has a whitelist of addresses.", "ipWhitelist",
                string.Join(", ", application.IpWhitelist), address.ToString());
        }

        var now = WallClock.Provider.GetUtcNow();
        if (credentials.CreatedTime is not { } created || (now - created).Duration() > options.CreatedWindow)
        {
            return Failed(address, Refuse(
                ResultCodes.TimeOutLimit, "Created is near the time of day, in UTC.", "Created", $"{now:yyyy-MM-ddTHH:mm:ssZ} ± {options.CreatedWindow}", credentials.Created));
        }

        var expected = credentials.Digest(application.AppSecret!);
        if (!Digests.AreEqual(expected, credentials.PasswordDigest))
        {
            return Failed(address, Refuse(
                ResultCodes.InvalidDigest,
                $"PasswordDigest is {credentials.DigestFormula}.",
                "PasswordDigest", expected, credentials.PasswordDigest));
        }

        if (options.RejectReusedNonce && !credentials.HasPlainNonce)
        {
            return Refuse(ResultCodes.InvalidRequest, "A nonce is 1 to 128 letters and digits (auth.rejectReusedNonce).", "Nonce", "1 to 128 letters and digits", credentials.Nonce);
        }

        lock (world.Gate)
        {
            if (!world.Access.Accept(credentials.Nonce, created, now))
            {
                return Failed(address, Refuse(ResultCodes.InvalidDigest, "A nonce is used once (auth.rejectReusedNonce).", "Nonce", "a new one", credentials.Nonce));
            }

            return application.RateLimit is { } limit && !world.Access.Rate.TryTake(limit, world.Clock.Now)
                ? Refuse(ResultCodes.FlowControl, "The application sends too many requests.", "rateLimit", $"at most {limit}", "more")
                : null;
        }
    }

    private static Refusal? CheckApplication(ApplicationOptions application, Mode? mode)
    {
        if (application.Frozen)
        {
            return Refuse(ResultCodes.SubscriberFrozen, "The account is in arrears.", "frozen", "false", "true");
        }

        return mode is { } needed && needed != application.Mode
            ? Refuse(ResultCodes.AppKeyNotAllowed, "An application calls the interfaces of its own mode.", "mode", ModeNames.Choices.NameOf(needed), ModeNames.Choices.NameOf(application.Mode))
            : null;
    }

    private Refusal Failed(IPAddress address, Refusal refusal)
    {
        worlds.Lockout.Failed(address, worlds.Clock.Now);
        return refusal;
    }

    private static Refusal Refuse(ResultCode code, string rule, string field, string expected, string? got) =>
        new(code, Explain.Refused(rule, "auth.md §4", field, expected, got));
}

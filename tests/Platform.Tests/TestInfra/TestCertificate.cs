using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>A self-signed certificate for the name <c>localhost</c>, and the same in a file without its key.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Value { get; } = Create();

    public static string File { get; } = Write();

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a customer", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = WallClock.Provider.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static string Write()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "customer.pem");
        System.IO.File.WriteAllText(file, Value.ExportCertificatePem());
        return file;
    }
}

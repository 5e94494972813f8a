using CsCheck;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

public sealed class DamagedFileTests
{
    private const int PageBytes = 8192;

    /// <summary>Bytes written over, or all that follows cut off: of the data file or of its log.</summary>
    private static readonly Gen<(bool Log, bool Cut, int Place, byte[] Bytes)> Damage =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 1_000_000], Gen.Byte.Array[1, 3 * PageBytes]);

    [Test]
    public async Task Whatever_is_wrong_with_a_file_it_is_read_or_refused_and_never_changed()
    {
        using var made = await MakeAsync();
        Damage.Sample(
            damage =>
            {
                using var folder = made.Copy();
                var file = folder[damage.Log ? "emulator-log.db" : "emulator.db"];
                var bytes = File.ReadAllBytes(file);
                var place = damage.Place % bytes.Length;
                var damaged = damage.Cut ? bytes[..place] : [.. bytes[..place], .. damage.Bytes, .. bytes[Math.Min(bytes.Length, place + damage.Bytes.Length)..]];
                File.WriteAllBytes(file, damaged);

                try
                {
                    StateFile.Load(folder["emulator.db"]);
                }
                catch (DataDirectoryException e)
                {
                    Assert.That(e.Message, Does.StartWith("the data file").And.EndWith("nothing was changed"));
                }

                Assert.That(File.ReadAllBytes(file), Is.EqualTo(damaged));
            },
            iter: 100);
    }

    /// <summary>Some of it in the data file, and some in the log only.</summary>
    private static async Task<TemporaryFolder> MakeAsync()
    {
        using var folder = new TemporaryFolder();
        await using (await StateHistory.StartAsync(dataDir: folder.Path))
        {
        }

        await using var emulator = await StateHistory.StartAsync(dataDir: folder.Path);
        for (var phone = 0; phone < 5; phone++)
        {
            foreach (var mode in Enum.GetValues<Mode>())
            {
                await emulator.DoAsync(new HistoryStep(Act.Bind, mode, phone, (phone + 1) % 5, phone % 4, 60));
            }
        }

        await emulator.ExportAsync();
        return folder.Copy();
    }
}

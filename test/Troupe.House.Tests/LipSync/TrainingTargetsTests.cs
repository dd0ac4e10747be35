using System.Globalization;
using System.Text;
using Troupe.Benchmarks.LipSync;

namespace Troupe.House.Tests.LipSync;

/// <summary>
/// The network learns what it is scored by: <c>tools/lipsync/english.json</c> holds the targets of <see cref="MouthTarget"/> for the phones of English, and <c>visemes.py</c> reads them from there.
/// To write the file anew: <c>TROUPE_WRITE_VECTORS=1 dotnet run --project test/Troupe.House.Tests -- --filter-class '*TrainingTargetsTests'</c>.
/// </summary>
[Trait("Category", "fast")]
public sealed class TrainingTargetsTests
{
    private static readonly string File = Repository.PathOf("tools", "lipsync", "english.json");

    [Fact]
    public async Task Training_and_scoring_share_one_table()
    {
        var table = Table();
        if (Environment.GetEnvironmentVariable("TROUPE_WRITE_VECTORS") == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, table, TestContext.Current.CancellationToken);
        }

        (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ShouldBe(table);
    }

    private static string Table()
    {
        var table = new StringBuilder("{\n");
        foreach (var phone in MouthTarget.Known.Where(phone => phone.Length > 0).Order(StringComparer.Ordinal))
        {
            var targets = MouthTarget.Of(phone).Select(target => string.Create(CultureInfo.InvariantCulture, $"[{target.Viseme}, {target.Accepted}, {target.Opening:0.##}]"));
            table.Append(table.Length > 2 ? ",\n" : "").Append(CultureInfo.InvariantCulture, $"  \"{phone}\": [{string.Join(", ", targets)}]");
        }

        return table.Append("\n}\n").ToString();
    }
}

using System.Diagnostics;

namespace Troupe.House.Tests.Docs;

/// <summary>The NuGet packages as they are built, in a folder outside of the checkout.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("troupe-packages-").FullName;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // What the tests were built with is packed: the folder of the program is named by its configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        foreach (var name in new[] { "Troupe.Contracts", "Troupe.Client" })
        {
            await DotnetAsync(Repository.Root, [], "pack", $"src/{name}", "--no-build", "-v", "quiet", "-c", configuration == "debug" ? "Debug" : "Release", "-o", _folder);
        }

        // A cache of its own: the machine's may hold another package of this version.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder}/cache" /></config>
              <packageSources><clear /><add key="packed" value="{_folder}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>The file of a package.</summary>
    public string FileOf(string name) => Directory.GetFiles(_folder, $"{name}.*.nupkg").Single();

    /// <summary>Makes a console project of a package and an example, and runs it; returns what it prints.</summary>
    public async Task<string> RunExampleAsync(string package, string example, params (string Name, string Value)[] environment)
    {
        var project = Directory.CreateDirectory(Path.Combine(_folder, $"Try{package}")).FullName;
        var version = Path.GetFileNameWithoutExtension(FileOf(package))[(package.Length + 1)..];
        await File.WriteAllTextAsync(Path.Combine(project, "Try.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), example);
        return await DotnetAsync(project, environment, "run");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> DotnetAsync(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // Servers of the build that stay behind would keep the pipes open.
        (start.Environment["MSBUILDDISABLENODEREUSE"], start.Environment["UseSharedCompilation"], start.Environment["DOTNET_NOLOGO"]) = ("1", "false", "1");
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0, await output + await errors);
        return await output;
    }
}

using System.Runtime.InteropServices;

namespace Troupe.EndToEnd.Tests.Rendering;

/// <summary>The pixels of a PNG file, read by Cairo.</summary>
internal sealed class Picture
{
    private readonly byte[] _pixels;
    private readonly int _stride;

    private Picture(int width, int height, int stride, byte[] pixels) => (Width, Height, _stride, _pixels) = (width, height, stride, pixels);

    public int Width { get; }

    public int Height { get; }

    public static Picture Read(string path)
    {
        var surface = CreateFromPng(path);
        SurfaceStatus(surface).ShouldBe(0, path);
        var (width, height, stride) = (GetWidth(surface), GetHeight(surface), GetStride(surface));
        var pixels = new byte[stride * height];
        Marshal.Copy(GetPixels(surface), pixels, 0, pixels.Length);
        DestroySurface(surface);
        return new Picture(width, height, stride, pixels);
    }

    /// <summary>A pixel with its colours multiplied by alpha.</summary>
    public (byte Red, byte Green, byte Blue, byte Alpha) At(int x, int y)
    {
        var pixel = _pixels.AsSpan((y * _stride) + (x * 4), 4);
        return (pixel[2], pixel[1], pixel[0], pixel[3]);
    }

    [DllImport("libcairo.so.2", EntryPoint = "cairo_image_surface_create_from_png", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint CreateFromPng(string path);

    [DllImport("libcairo.so.2", EntryPoint = "cairo_surface_status")]
    private static extern int SurfaceStatus(nint surface);

    [DllImport("libcairo.so.2", EntryPoint = "cairo_image_surface_get_width")]
    private static extern int GetWidth(nint surface);

    [DllImport("libcairo.so.2", EntryPoint = "cairo_image_surface_get_height")]
    private static extern int GetHeight(nint surface);

    [DllImport("libcairo.so.2", EntryPoint = "cairo_image_surface_get_stride")]
    private static extern int GetStride(nint surface);

    [DllImport("libcairo.so.2", EntryPoint = "cairo_image_surface_get_data")]
    private static extern nint GetPixels(nint surface);

    [DllImport("libcairo.so.2", EntryPoint = "cairo_surface_destroy")]
    private static extern void DestroySurface(nint surface);
}
